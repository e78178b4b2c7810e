using System.Globalization;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Cli;

/// <summary><c>deposit</c> and <c>withdraw</c> of a bot that does not run.</summary>
public class BudgetCommandTests
{
    [Theory]
    [InlineData("deposit", "500", "500")]
    [InlineData("withdraw", "0.25", "-0.25")]
    public void The_request_waits_for_the_bot(string verb, string amount, string file)
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();

        var run = Shell.Run([verb, bot.Path, amount]);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        run.Output.Should().Be("The bot is not running; it takes the change when it starts.\n");
        File.ReadAllText(Directory.GetFiles(bot.Here.Path, "bot.*.budget").Should().ContainSingle().Subject).Should().Be(file);
    }

    [Fact]
    public void More_than_the_bot_has_cannot_be_withdrawn()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();

        var run = Shell.Run(["withdraw", bot.Path, "1000000000"]);

        run.ExitCode.Should().Be(ExitCode.Failed);
        run.Errors.Should().MatchRegex("^amount: only [0-9.]+ USD is free to withdraw\n$");
        Directory.GetFiles(bot.Here.Path, "*.budget*").Should().BeEmpty();
    }

    [Fact]
    public void Requests_that_wait_count_for_the_next_one()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();
        var cash = BotReader.Read(bot.Path, reader => reader.State()!.Engine!.Cash);
        var most = cash.ToString(CultureInfo.InvariantCulture);

        Shell.Run(["withdraw", bot.Path, most]).ExitCode.Should().Be(0);
        var second = Shell.Run(["withdraw", bot.Path, "1"]);
        Shell.Run(["deposit", bot.Path, "1"]).ExitCode.Should().Be(0);
        var third = Shell.Run(["withdraw", bot.Path, "1"]);

        second.ExitCode.Should().Be(ExitCode.Failed);
        second.Errors.Should().EndWith($", and -{most} in requests not yet taken\n");
        third.ExitCode.Should().Be(0);
        Directory.GetFiles(bot.Here.Path, "bot.*.budget").Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Should().Equal(["-" + most, "1", "-1"], "their names are in the order in which they were asked for");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("much")]
    [InlineData("")]
    public void What_is_no_amount_is_refused(string amount)
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();

        var run = Shell.Run(["deposit", bot.Path, amount]);

        run.ExitCode.Should().Be(ExitCode.WrongInput);
        run.Errors.TrimEnd().Should().NotContain("\n").And.Contain("amount");
    }

    [Fact]
    public void A_bot_that_is_not_there_gets_nothing()
    {
        using var here = new TemporaryDirectory();

        var run = Shell.Run(["deposit", here["none.db"], "500"]);

        run.ExitCode.Should().Be(ExitCode.Failed);
        run.Errors.Should().Be($"{here["none.db"]}: no such bot\n");
        Directory.GetFiles(here.Path).Should().BeEmpty();
    }
}

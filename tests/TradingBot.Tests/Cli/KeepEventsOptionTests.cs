using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Exchanges;

namespace TradingBot.Tests.Cli;

public class KeepEventsOptionTests
{
    private const string Allowed = "is not allowed; use hours or days from 1h to 3650d, such as 3d, or all";

    [Theory]
    [InlineData("--keep-events 0d", $"--keep-events: '0d' {Allowed}")]
    [InlineData("--keep-events 3", $"--keep-events: '3' {Allowed}")]
    [InlineData("--keep-events 3651d", $"--keep-events: '3651d' {Allowed}")]
    [InlineData("--keep-events 99999999999h", $"--keep-events: '99999999999h' {Allowed}")]
    [InlineData("--keep-events -1d", $"--keep-events: '-1d' {Allowed}")]
    [InlineData("--keep-events 3d -s 2020-01-01", "--keep-events: not with --start; a backtest has no journal")]
    public void A_wrong_value_is_one_line(string arguments, string message)
    {
        var run = Shell.Run(arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Be(message + "\n");
    }

    [Theory]
    [InlineData(null, 72)]
    [InlineData("1h", 1)]
    [InlineData("36H", 36)]
    [InlineData("30d", 720)]
    [InlineData("3650d", 87_600)]
    [InlineData("All", null)]
    public void An_age_is_in_hours_or_in_days_or_without_an_end(string? text, int? hours)
    {
        var command = new Command("run");
        foreach (var option in SessionOptions.All)
            command.Options.Add(option);
        var parsed = command.Parse(text is null ? [] : ["--keep-events", text]);

        var read = SessionOptions.Read(parsed, Venues.Known);

        read.Environment.KeepEvents.Should().Be(hours is { } whole ? TimeSpan.FromHours(whole) : null);
    }

    [Fact]
    public void A_bot_that_nobody_says_it_of_keeps_as_long_as_the_option_does_by_default() =>
        new TradingBot.Bots.BotEnvironment { StorageDirectory = "unused" }.KeepEvents.Should().Be(TimeSpan.FromDays(3));
}

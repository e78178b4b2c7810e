using TradingBot.Cli.Bots;
using TradingBot.Input;

namespace TradingBot.Tests.Cli;

public class BotArgumentTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("ledger")]
    [InlineData("orders")]
    [InlineData("replay")]
    [InlineData("stop")]
    [InlineData("halt")]
    [InlineData("resume")]
    [InlineData("deposit", "500")]
    [InlineData("withdraw", "500")]
    public void What_is_neither_a_name_nor_a_database_is_refused_by_every_command(
        string command, params string[] more)
    {
        var run = Shell.Run([command, "../../../etc/passwd", .. more]);

        run.ExitCode.Should().Be(ExitCode.WrongInput);
        run.Errors.Should().StartWith("'../../../etc/passwd' is not a name for a bot").And.EndWith("\n");
    }

    [Theory]
    [InlineData("mine", "/kept/mine.db")]
    [InlineData("./mine.db", "mine.db")]
    [InlineData("/elsewhere/mine.db", "/elsewhere/mine.db")]
    public void A_name_is_looked_for_where_bots_are_kept_and_a_database_where_it_says(string bot, string path) =>
        BotArgument.PathOf(bot, "/kept").Should().Be(Path.GetFullPath(path));
}

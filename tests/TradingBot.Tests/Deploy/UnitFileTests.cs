namespace TradingBot.Tests.Deploy;

/// <summary>The systemd units, as systemd itself sees them.</summary>
public sealed class UnitFileTests
{
    private static readonly string Units = Path.Combine(Repository.Root, "deploy", "systemd");

    [ToolTheory("systemd-analyze")]
    [InlineData("tradingbot.service")]
    [InlineData("tradingbot@.service")]
    [InlineData("tradingbot-collect.service")]
    public void Systemd_finds_nothing_to_say_against_a_unit(string unit)
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here["bin"]);
        // That the program is there is not the unit's business.
        var program = here["bin/tradingbot"];
        Tool.WriteScript(program, "");
        here.Write(unit, File.ReadAllText(Path.Combine(Units, unit)).Replace("/usr/bin/tradingbot", program, StringComparison.Ordinal));

        Tool.Run([], "systemd-analyze", "verify", "--man=no", here[unit]).Should().Be((0, ""));
    }

    [ToolTheory("systemd-analyze")]
    [InlineData("tradingbot.service")]
    [InlineData("tradingbot@.service")]
    [InlineData("tradingbot-collect.service")]
    public void A_unit_is_shut_in_as_far_as_it_can_be(string unit)
    {
        var (exitCode, output) =
            Tool.Run([], "systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=25", Path.Combine(Units, unit));

        exitCode.Should().Be(0, output);
    }

    [Fact]
    public void The_unit_of_several_bots_differs_from_that_of_one_in_names_only()
    {
        var one = Settings("tradingbot.service");
        var several = Settings("tradingbot@.service")
            .Select(line => line.Replace("%i", "tradingbot", StringComparison.Ordinal))
            .Select(line => line.Replace("TradingBot tradingbot", "TradingBot", StringComparison.Ordinal))
            .Select(line => line.Replace("tradingbot-tradingbot.", "tradingbot.", StringComparison.Ordinal));

        several.Should().Equal(one);
    }

    [Fact]
    public void The_unit_of_a_collector_differs_from_that_of_a_bot_in_what_it_runs_and_its_memory_only()
    {
        string[] own =
        [
            "Description", "ExecStart", "Environment", "EnvironmentFile", "LoadCredential", "MemoryHigh", "MemoryMax",
        ];

        Settings("tradingbot-collect.service").Where(IsShared).Should().Equal(
            Settings("tradingbot.service").Where(IsShared));

        bool IsShared(string line) => !own.Contains(line.Split('=')[0]) || line.Contains("DOTNET_");
    }

    private static IEnumerable<string> Settings(string unit) =>
        File.ReadLines(Path.Combine(Units, unit)).Where(line => line.Length > 0 && line[0] != '#');
}

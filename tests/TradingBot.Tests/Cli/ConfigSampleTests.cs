using System.Text.RegularExpressions;
using TradingBot.Cli.Options;
using TradingBot.Configuration;

namespace TradingBot.Tests.Cli;

/// <summary>The sample that is installed: made by <c>TradingBot config sample > deploy/appsettings.sample.json</c>.</summary>
public sealed partial class ConfigSampleTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();

    [Fact]
    public void It_is_what_the_program_prints()
    {
        System.IO.File.ReadAllText(Sample()).Should().Be(
            Shell.Run("config sample").Output, "else run: TradingBot config sample > deploy/appsettings.sample.json");
    }

    [Fact]
    public void Every_option_of_the_program_is_in_it_as_a_comment()
    {
        var lines = System.IO.File.ReadLines(Sample()).Select(line => line.TrimStart()).ToList();

        foreach (var option in TradeOptions.All)
            lines.Should().ContainSingle(line => line.StartsWith($"// \"{ConfigurationKey.Of(option)}\": ", StringComparison.Ordinal));
    }

    [Fact]
    public void As_it_is_it_changes_nothing() => Check(System.IO.File.ReadAllText(Sample())).Output.Should().Contain("no problems in 0 settings");

    [Fact]
    public void With_every_line_uncommented_it_is_valid_and_sets_everything()
    {
        var everything = SettingLine().Replace(System.IO.File.ReadAllText(Sample()), "$1");

        var run = Check(everything);

        run.Errors.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain($"in {TradeOptions.All.Count() + 1} settings", "the section in it has two");
    }

    public void Dispose() => _here.Dispose();

    private static string Sample() => Path.Combine(Repository.Root, "deploy/appsettings.sample.json");

    private Shell.Outcome Check(string content)
    {
        _here.Write(ConfigurationPlaces.FileName, content);
        return Shell.Run(["config", "check"], new ConfigurationPlaces(new Dictionary<string, string>(), _here.Path, _here.Path));
    }

    [GeneratedRegex("^( +)// (?=\")", RegexOptions.Multiline)]
    private static partial Regex SettingLine();
}

using System.Text.RegularExpressions;

namespace TradingBot.Tests;

/// <summary>The rules of the house, kept by reading the sources.</summary>
public partial class ArchitectureTests
{
    private const int LongestFile = 300;
    private const int LongestFunction = 60;
    private const int LongestLine = 120;

    private static readonly string Root = Repository.Root;
    private static readonly string[] Sources = [.. CSharpFiles("src").Concat(CSharpFiles("tests"))];

    [Fact]
    public void Core_uses_no_package_and_nothing_of_the_daemon()
    {
        var project = File.ReadAllText(Path.Combine(Root, "src/TradingBot.Core/TradingBot.Core.csproj"));
        PackageReference().Matches(project).Select(match => match.Groups[1].Value)
            .Should().Equal("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        project.Should().NotContain("ProjectReference").And.NotContain("FrameworkReference");
        Lines("src/TradingBot.Core").Where(line => DaemonNamespace().IsMatch(line.Text)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Market", "Charts|Indicators|Strategies|Trading|Risk|Orders|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Charts", "Indicators|Strategies|Trading|Risk|Orders|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Indicators", "Strategies|Trading|Risk|Orders|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Trading", "Strategies|Risk|Orders|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Strategies", "Risk|Orders|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Risk", "Strategies|Orders|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Orders", "Charts|Indicators|Strategies|Risk|Accounts|Engine|Simulation|Statistics")]
    [InlineData("Accounts", "Charts|Indicators|Strategies|Risk|Engine|Simulation|Statistics")]
    [InlineData("Engine", "Simulation|Statistics")]
    public void A_room_of_Core_knows_only_the_rooms_below_it(string room, string above)
    {
        // in a using, or written out: TradingBot.Core.Engine, Core.Engine.X, Engine.X
        var forbidden = new Regex($@"\bCore\.({above})\b|(?<![\w.])({above})\.[A-Z]", RegexOptions.CultureInvariant);

        Lines($"src/TradingBot.Core/{room}")
            .Where(line => !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal) && forbidden.IsMatch(line.Text))
            .Should().BeEmpty();
    }

    [Fact]
    public void Only_the_risk_gate_makes_an_order_request() =>
        Lines("src")
            .Where(line => MakesOrderRequest().IsMatch(line.Text) && UsesOrderRequests(line.File))
            .Select(line => Path.GetFileName(line.File)).Should().Equal("RiskGate.cs");

    /// <summary>So that the compiler is loaded only by who uses those three files: a backtest of the catalogue's rules starts without it.</summary>
    [Fact]
    public void Only_three_files_use_the_compiler_and_only_one_uses_them()
    {
        Lines("src").Where(line => line.Text.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.File)).Distinct()
            .Should().BeEquivalentTo("StrategyCompiler.cs", "StrategyInstruments.cs", "StrategyLanguage.cs");
        Lines("src").Where(line => line.Text.Contains("StrategyCompiler.", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.File)).Should().Equal("StrategyFile.cs");
    }

    [Fact]
    public void No_file_is_too_long() =>
        Sources.Where(file => File.ReadLines(file).Count() > LongestFile).Should().BeEmpty();

    [Fact]
    public void No_line_is_too_long() =>
        Lines("src").Where(line => line.Text.Length > LongestLine).Should().BeEmpty();

    [Fact]
    public void No_function_is_too_long() =>
        Sources.SelectMany(Functions).Where(function => function.Length > LongestFunction).Should().BeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() =>
        Lines("src").Concat(Lines("tests"))
            .Where(line => !line.File.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal) && Unfinished().IsMatch(line.Text))
            .Should().BeEmpty();

    [Fact]
    public void Tests_neither_sleep_nor_read_the_wall_clock() =>
        Lines("tests")
            .Where(line => !line.File.Contains("Benchmarks", StringComparison.Ordinal))
            .Where(line => !line.File.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal) && WallClock().IsMatch(line.Text))
            .Should().BeEmpty();

    [Fact]
    public void A_public_type_has_a_file_of_its_name_and_the_folder_is_the_namespace()
    {
        foreach (var file in CSharpFiles("src").Where(file => Path.GetFileName(file) != "Program.cs"))
        {
            var text = File.ReadAllText(file);
            var folder = Path.GetRelativePath(Path.Combine(Root, "src"), Path.GetDirectoryName(file)!);
            text.Should().Contain($"namespace {folder.Replace('/', '.')};", file);
            var types = TopLevelType().Matches(text).Select(match => match.Groups[1].Value).ToList();
            types.Should().Contain(Path.GetFileNameWithoutExtension(file), file);
        }
    }

    private static bool UsesOrderRequests(string file) =>
        File.ReadAllText(file).Contains("OrderRequest ", StringComparison.Ordinal);

    private static IEnumerable<(string Name, int Length)> Functions(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var start = 0; start < lines.Length; start++)
        {
            // a member's opening brace stands alone, indented by one level; its closing brace likewise
            if (lines[start] != "    {" || NestedType().IsMatch(lines[start - 1]))
                continue;
            var end = Array.IndexOf(lines, "    }", start);
            yield return ($"{file}:{start}", end - start - 1);
        }
    }

    private static IEnumerable<(string File, string Text)> Lines(string folder) =>
        CSharpFiles(folder).SelectMany(file => File.ReadLines(file).Select(text => (file, text)));

    private static IEnumerable<string> CSharpFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"\bTradingBot\.(Cli|Modes|Hosting|Kraken|History|Storage|Supervision|Telemetry|Notifications|Reports|UserStrategies)\b")]
    private static partial Regex DaemonNamespace();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|Fact\(Skip|Theory\(Skip|\bplaceholder\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\b(class|struct|interface|record|enum) \w+")]
    private static partial Regex NestedType();

    [GeneratedRegex(@"new OrderRequest\b(?!\[)|OrderRequest \w+ = new|\b(request|order) with \{")]
    private static partial Regex MakesOrderRequest();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((?!Timeout\.Infinite)|DateTime(Offset)?\.(Utc)?Now")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"^(?:public|internal) (?:(?:static|sealed|abstract|readonly|unsafe|partial|ref|record) )*(?:class|struct|interface|enum|record|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}

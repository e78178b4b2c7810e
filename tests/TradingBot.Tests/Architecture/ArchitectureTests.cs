using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TradingBot.Tests.Architecture;

/// <summary>The rules of the house, kept by reading the sources.</summary>
public partial class ArchitectureTests
{
    private const int LongestFile = 300;
    private const int LongestFunction = 60;
    private const int LongestLine = 120;
    private const int TooLongLinesOfTests = 664;

    private static readonly string Root = Repository.Root;
    private static readonly string[] Sources = [.. HouseFiles.CSharp("src").Concat(HouseFiles.CSharp("tests"))];

    [Fact]
    public void Core_uses_no_package_and_nothing_of_the_daemon()
    {
        var project = File.ReadAllText(Path.Combine(Root, "src/TradingBot.Core/TradingBot.Core.csproj"));
        PackageReference().Matches(project).Select(match => match.Groups[1].Value)
            .Should().Equal("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        project.Should().NotContain("ProjectReference").And.NotContain("FrameworkReference");
    }

    /// <summary>So that a backtest of the catalogue's rules starts without loading the compiler.</summary>
    [Fact]
    public void Only_three_files_use_the_compiler_and_only_one_uses_them()
    {
        HouseFiles.Lines("src").Where(line => line.Text.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.File)).Distinct()
            .Should().BeEquivalentTo("StrategyCompiler.cs", "StrategyInstruments.cs", "StrategyLanguage.cs");
        HouseFiles.Lines("src").Where(line => line.Text.Contains("StrategyCompiler.", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.File)).Should().Equal("StrategyFile.cs");
    }

    /// <summary>So that the program loads it only when an hour of a recording is sealed or read.</summary>
    [Fact]
    public void Only_one_folder_names_Parquet() =>
        HouseFiles.Lines("src").Where(line => line.Text.Contains("using Parquet", StringComparison.Ordinal))
            .Select(line => Path.GetDirectoryName(HouseFiles.Relative(line.File))).Distinct()
            .Should().Equal("src/TradingBot.Data/Recordings/Segments");

    /// <summary>So that the program loads them only when it follows a recording into such a database.</summary>
    [Theory]
    [InlineData("using Npgsql", "src/TradingBot.Data/Followers/PostgreSql")]
    [InlineData("using MongoDB", "src/TradingBot.Data/Followers/MongoDb")]
    public void Only_one_folder_names_a_database(string name, string folder) =>
        HouseFiles.Lines("src").Where(line => line.Text.Contains(name, StringComparison.Ordinal))
            .Select(line => Path.GetDirectoryName(HouseFiles.Relative(line.File))).Distinct().Should().Equal(folder);

    [Fact]
    public void No_file_is_too_long() =>
        Sources.Where(file => File.ReadLines(file).Count() > LongestFile).Should().BeEmpty();

    [Fact]
    public void No_line_is_too_long() =>
        HouseFiles.Lines("src").Where(line => line.Text.Length > LongestLine).Should().BeEmpty();

    /// <summary>A number that may only become smaller.</summary>
    [Fact]
    public void Of_the_tests_too_long_lines_none_is_new() =>
        HouseFiles.Lines("tests").Count(line => line.Text.Length > LongestLine).Should().Be(TooLongLinesOfTests);

    [Fact]
    public void No_function_is_too_long() =>
        Sources.SelectMany(Functions).Where(function => function.Length > LongestFunction).Should().BeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() =>
        HouseFiles.Lines("src").Concat(HouseFiles.Lines("tests"))
            .Where(line => IsOther(line.File) && Unfinished().IsMatch(line.Text))
            .Should().BeEmpty();

    [Fact]
    public void Tests_neither_sleep_nor_read_the_wall_clock() =>
        HouseFiles.Lines("tests")
            .Where(line => !line.File.Contains("Benchmarks", StringComparison.Ordinal))
            .Where(line => IsOther(line.File) && WallClock().IsMatch(line.Text))
            .Should().BeEmpty();

    [Fact]
    public void A_public_type_has_a_file_of_its_name_and_the_folder_is_the_namespace()
    {
        foreach (var file in HouseFiles.CSharp("src").Where(file => Path.GetFileName(file) != "Program.cs"))
        {
            var text = File.ReadAllText(file);
            var folder = Path.GetRelativePath(Path.Combine(Root, "src"), Path.GetDirectoryName(file)!);
            text.Should().Contain($"namespace {NamespaceOf(folder)};", file);
            var types = TopLevelType().Matches(text).Select(match => match.Groups[1].Value).ToList();
            // A part of a type in a file of its own: Trader.Rest.cs.
            types.Should().Contain(Path.GetFileName(file).Split('.')[0], file);
        }
    }

    /// <summary>Indicators are one namespace, which users' strategies name; their folders only sort them.</summary>
    private static string NamespaceOf(string folder) =>
        folder.StartsWith("TradingBot.Core/Indicators/", StringComparison.Ordinal)
            ? "TradingBot.Core.Indicators"
            : folder.Replace('/', '.');

    private static bool IsOther(string file) => !file.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal);

    /// <summary>The body of every member and of every function within one, at any depth of types.</summary>
    private static IEnumerable<(string Name, int Length)> Functions(string file) =>
        from body in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes()
        where body is ArrowExpressionClauseSyntax || (body is BlockSyntax && body.Parent is
            BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax)
        let lines = body.GetLocation().GetLineSpan()
        let first = lines.StartLinePosition.Line
        select ($"{file}:{first}", lines.EndLinePosition.Line - first - 1);

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|Fact\(Skip|Theory\(Skip|\bplaceholder\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((?!Timeout\.Infinite)|DateTime(Offset)?\.(Utc)?Now")]
    private static partial Regex WallClock();

    [GeneratedRegex(
        @"^(?:public|internal) (?:(?:static|sealed|abstract|readonly|unsafe|partial|ref|record) )*"
        + @"(?:class|struct|interface|enum|record|delegate \S+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}

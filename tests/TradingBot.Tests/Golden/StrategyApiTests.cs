using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TradingBot.Core.Strategies;
using TradingBot.UserStrategies;

namespace TradingBot.Tests.Golden;

/// <summary>Users' strategies stand outside this repository: what they compile against changes by decision.</summary>
public sealed class StrategyApiTests : IDisposable
{
    private static readonly string[] Approved =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "strategy-api.txt"));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_strategies_compile_against_is_what_was_agreed()
    {
        var lines = StrategyApi.Lines();
        var (gone, added) = (Approved.Except(lines).ToList(), lines.Except(Approved).ToList());
        var found = Path.Combine(AppContext.BaseDirectory, "strategy-api.found.txt");
        File.WriteAllText(found, string.Join('\n', lines) + "\n");

        string.Join('\n', gone.Select(line => $"- {line}").Concat(added.Select(line => $"+ {line}"))).Should().BeEmpty(
            "{0}", $"""
            these lines are not as agreed in Golden/strategy-api.txt. A line that is gone breaks strategies that use it.
            To change what they compile against is a decision: commit the new file with its reason,
            cp {found} {Path.Combine(Repository.Root, "tests/TradingBot.Tests/Golden/strategy-api.txt")}
            """);
        Approved.Should().Equal(lines, "the file is sorted and says nothing twice");
    }

    [Fact]
    public void The_template_of_strategies_new_uses_only_what_was_agreed()
    {
        var file = StrategyTemplate.Write("MyStrategy", _directory.Path)[0];
        StrategyCompiler.Compile(file);
        var source = CSharpSyntaxTree.ParseText(File.ReadAllText(file));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(IStrategy).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        var model = CSharpCompilation.Create("template", [source], references).GetSemanticModel(source);

        var used = source.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .Where(symbol => symbol?.ContainingAssembly?.Name == "TradingBot.Core" && symbol is not INamespaceSymbol)
            .Select(symbol => Name(symbol!)).Distinct().ToList();

        used.Should().Contain(["Charts.Chart", "Strategies.Signal.Enter", "Indicators.ChartIndicators.Ema"]);
        used.Where(name => !Approved.Any(line => line.StartsWith(name, StringComparison.Ordinal)
            && !char.IsAsciiLetterOrDigit(line[name.Length]))).Should().BeEmpty();
    }

    private static string Name(ISymbol symbol) =>
        ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol)
            .ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat
                .WithParameterOptions(SymbolDisplayParameterOptions.None)
                .WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType))
            .Replace("TradingBot.Core.", "", StringComparison.Ordinal);
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TradingBot.Tests.Architecture;

/// <summary>
/// The sources of all projects under <c>src</c>, read by the compiler: which type each name in them means. What source
/// generators would add is not there; nothing of it has a folder.
/// </summary>
internal sealed class SourceModel
{
    /// <summary>What the SDK imports everywhere.</summary>
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<SourceModel> OfThisCheckout = new(() => new SourceModel(
        HouseFiles.CSharp("src").Select(file => (HouseFiles.Relative(file), File.ReadAllText(file)))));

    private readonly CSharpCompilation _compilation;

    /// <param name="files">Paths from the root, such as <c>src/TradingBot/Program.cs</c>, and contents.</param>
    public SourceModel(IEnumerable<(string Path, string Text)> files)
    {
        var language = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = files.Append(("usings", ImplicitUsings))
            .Select(file => CSharpSyntaxTree.ParseText(file.Item2, language, file.Item1));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true);
        _compilation = CSharpCompilation.Create("sources", trees, References(), options);
        Arrows = [.. _compilation.SyntaxTrees.AsParallel().SelectMany(ArrowsOf)];
    }

    /// <summary>This checkout's, read once.</summary>
    public static SourceModel Sources => OfThisCheckout.Value;

    /// <summary>Every use of a type of another folder.</summary>
    public ImmutableArray<Arrow> Arrows { get; }

    /// <summary>A folder as the table names it: its project without <c>TradingBot.</c>, its place in it.</summary>
    /// <param name="path">From the checkout's root.</param>
    public static string FolderOf(string path)
    {
        var parts = path.Split('/')[1..^1];
        parts[0] = parts[0] == "TradingBot" ? "Program" : parts[0]["TradingBot.".Length..];
        return string.Join('/', parts);
    }

    private IEnumerable<Arrow> ArrowsOf(SyntaxTree tree)
    {
        if (!tree.FilePath.Contains('/'))
            yield break;
        var from = FolderOf(tree.FilePath);
        var model = _compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (TypeOf(model, name) is not { } type)
                continue;
            foreach (var place in type.Locations.Where(place => place.IsInSource && place.SourceTree != tree))
            {
                var to = FolderOf(place.SourceTree!.FilePath);
                if (to != from)
                    yield return new Arrow(from, to, type.Name, tree.FilePath, LineOf(name));
            }
        }
    }

    /// <summary>The outermost type that a name means or is a member of.</summary>
    private static INamedTypeSymbol? TypeOf(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol switch
        {
            INamedTypeSymbol named => named,
            IAliasSymbol { Target: INamedTypeSymbol named } => named,
            IMethodSymbol { ReducedFrom: { } extension } => extension.ContainingType,
            ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol => null,
            _ => symbol?.ContainingType,
        };
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    private static int LineOf(SyntaxNode name) => name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("TradingBot", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TradingBot.UserStrategies;

/// <summary>
/// What a strategy's source may name: Core, and of the framework what computes. No file, network, process, clock,
/// thread or reflection. It keeps accidents out; it is no wall against malice.
/// </summary>
internal static class StrategyLanguage
{
    private const string Machine = "they see candles only: no files, network, processes or machine";
    private const string AtOnce = "they decide synchronously, in one thread";
    private const string Time = "time is the candle's";
    private const string SameAgain = "the same candles must lead to the same signals";
    private const string Reflection = "they may not look into the program";

    private static readonly HashSet<string> Namespaces =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Collections.ObjectModel", "System.Linq",
        "System.Numerics", "System.Globalization", "System.Text", "System.Diagnostics.CodeAnalysis",
    ];

    /// <summary>Types, and members of types, that reach out of the strategy, and what to say about them.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["Environment"] = Machine,
        ["AppContext"] = Machine,
        ["AppDomain"] = Machine,
        ["OperatingSystem"] = Machine,
        ["GC"] = Machine,
        ["File"] = Machine,
        ["Directory"] = Machine,
        ["Process"] = Machine,
        ["HttpClient"] = Machine,
        ["Console"] = "the reason travels in the signal",
        ["Thread"] = AtOnce,
        ["Task"] = AtOnce,
        ["Random"] = SameAgain,
        ["Guid.NewGuid"] = SameAgain,
        ["Stopwatch"] = Time,
        ["TimeProvider"] = Time,
        ["TimeZoneInfo"] = Time,
        ["DateTime.Now"] = Time,
        ["DateTime.UtcNow"] = Time,
        ["DateTime.Today"] = Time,
        ["DateTimeOffset.Now"] = Time,
        ["DateTimeOffset.UtcNow"] = Time,
        ["Activator"] = Reflection,
        ["Type"] = Reflection,
        ["Delegate"] = Reflection,
        ["MulticastDelegate"] = Reflection,
        ["RuntimeTypeHandle"] = Reflection,
    };

    /// <summary>Every name in the source that is not allowed, with its place and the reason.</summary>
    public static IEnumerable<(Location Location, string Message)> Forbidden(SyntaxTree source, Compilation compilation)
    {
        var model = compilation.GetSemanticModel(source);
        foreach (var node in source.GetRoot().DescendantNodes())
        {
            var reason = node switch
            {
                UsingDirectiveSyntax { NamespaceOrType: { } used } => OfUsed(SymbolOf(used)),
                SimpleNameSyntax name => OfSymbol(SymbolOf(name), name.Identifier.Text),
                BaseObjectCreationExpressionSyntax => OfSymbol(SymbolOf(node)),
                QualifiedNameSyntax or MemberAccessExpressionSyntax => OfPath(SymbolOf(node), node.ToString()),
                _ => null,
            };
            if (reason is not null)
                yield return (node.GetLocation(), reason);
        }

        ISymbol? SymbolOf(SyntaxNode node) => model.GetSymbolInfo(node).Symbol;
    }

    private static string? OfUsed(ISymbol? used) =>
        used is INamespaceSymbol { IsGlobalNamespace: false } space && !space.Locations.Any(place => place.IsInSource)
            ? OfNamespace(space.ToDisplayString(), "")
            : null;

    /// <summary>Written out, and of nothing that is referenced: the compiler would only not find it.</summary>
    private static string? OfPath(ISymbol? symbol, string path) =>
        symbol is null && path.StartsWith("System.", StringComparison.Ordinal) ? No(path, Machine) : null;

    private static string? OfName(string name) => Refused.TryGetValue(name, out var why) ? No(name, why) : null;

    /// <param name="symbol">What is named; null if nothing that is referenced has it.</param>
    /// <param name="written">As it is written, in case the compiler would only not find it.</param>
    private static string? OfSymbol(ISymbol? symbol, string written = "")
    {
        if (symbol is null)
            return OfName(written);
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null || type.DeclaringSyntaxReferences.Length > 0
            || type.ContainingNamespace is not { IsGlobalNamespace: false } space)
        {
            return null;
        }

        return OfNamespace(space.ToDisplayString(), $".{type.Name}")
            ?? OfName(type.Name)
            ?? OfName($"{type.Name}.{symbol.Name}");
    }

    private static string? OfNamespace(string space, string type)
    {
        var isOurs = $"{space}.".StartsWith("TradingBot.Core.", StringComparison.Ordinal);
        return isOurs || Namespaces.Contains(space) ? null : No(space + type, Machine);
    }

    private static string No(string name, string why) => $"{name} is not for strategies: {why}";
}

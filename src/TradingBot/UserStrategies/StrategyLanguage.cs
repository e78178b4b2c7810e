using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TradingBot.UserStrategies;

/// <summary>
/// What a strategy's source may name: Core, and of the framework what computes. No file, network, process, clock,
/// thread or reflection. It keeps accidents out; it is no wall against malice.
/// </summary>
internal static class StrategyLanguage
{
    private const string Machine = "they see candles, and nothing of files, network, processes or the machine";
    private const string AtOnce = "they decide at once, in one thread";
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
            var symbol = model.GetSymbolInfo(node).Symbol;
            var reason = node switch
            {
                UsingDirectiveSyntax { NamespaceOrType: { } used } => OfUsed(model.GetSymbolInfo(used).Symbol),
                SimpleNameSyntax name => symbol is null ? OfUnknown(name.Identifier.Text) : OfSymbol(symbol),
                BaseObjectCreationExpressionSyntax => OfSymbol(symbol),
                QualifiedNameSyntax or MemberAccessExpressionSyntax when symbol is null => OfUnknownPath(node),
                _ => null,
            };
            if (reason is not null)
                yield return (node.GetLocation(), reason);
        }
    }

    private static string? OfUsed(ISymbol? used) =>
        used is INamespaceSymbol { IsGlobalNamespace: false } space ? OfNamespace(space.ToDisplayString(), "") : null;

    /// <summary>A name that the compiler would only not find, because nothing that has it is referenced.</summary>
    private static string? OfUnknown(string name) => Refused.TryGetValue(name, out var why) ? No(name, why) : null;

    private static string? OfUnknownPath(SyntaxNode node) =>
        node.ToString() is var path && path.StartsWith("System.", StringComparison.Ordinal) ? No(path, Machine) : null;

    private static string? OfSymbol(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        if (type is null || type.DeclaringSyntaxReferences.Length > 0
            || type.ContainingNamespace is not { IsGlobalNamespace: false } space)
        {
            return null;
        }

        var member = $"{type.Name}.{symbol!.Name}";
        return OfNamespace(space.ToDisplayString(), $".{type.Name}")
            ?? OfUnknown(type.Name)
            ?? OfUnknown(member);
    }

    private static string? OfNamespace(string space, string type)
    {
        var isOurs = $"{space}.".StartsWith("TradingBot.Core.", StringComparison.Ordinal);
        return isOurs || Namespaces.Contains(space) || !$"{space}.".StartsWith("System.", StringComparison.Ordinal)
            ? null
            : No(space + type, Machine);
    }

    private static string No(string name, string why) => $"{name} is not for strategies: {why}";
}

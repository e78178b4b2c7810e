using TradingBot.Core;

namespace TradingBot.Research.Search.Samplers;

/// <summary>The methods of a search, by name: a plain table, a line each.</summary>
internal static class SearchMethods
{
    private static readonly Dictionary<string, Func<SearchSpace, ulong, ISampler>> Methods =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["grid"] = (space, _) => new GridSampler(space),
            ["random"] = (space, seed) => new RandomSampler(space, seed),
            ["sobol"] = (space, seed) => new SobolSampler(space, seed),
            ["tpe"] = (space, seed) => new TpeSampler(space, seed),
            ["cma-es"] = (space, seed) => new CmaEsSampler(space, seed),
        };

    /// <summary>In the order of help texts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Methods.Keys];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="space">Where it searches.</param>
    /// <param name="seed">The same one gives the same search; grid needs none.</param>
    /// <exception cref="SearchInputException">There is no such method, or it cannot search such a space.</exception>
    public static ISampler Create(string name, SearchSpace space, ulong seed)
    {
        if (Methods.TryGetValue(name, out var create))
            return create(space, seed);
        var meant = NearestName.Nearest(name, Names) is { } near ? $" (did you mean '{near}'?)" : "";
        throw new SearchInputException($"'{name}' is not a method{meant}; use {string.Join(", ", Names)}");
    }
}

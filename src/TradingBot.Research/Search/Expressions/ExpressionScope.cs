using TradingBot.Core;

namespace TradingBot.Research.Search.Expressions;

/// <summary>The names of an expression; an evaluation is given a value for each, in this order.</summary>
internal sealed class ExpressionScope
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    private ExpressionScope(IReadOnlyList<ExpressionName> names, double percent)
    {
        (Names, Percent) = (names, percent);
        for (var i = 0; i < names.Count; i++)
            _places.Add(names[i].Name, i);
    }

    public IReadOnlyList<ExpressionName> Names { get; }

    /// <summary>What <c>1%</c> means.</summary>
    public double Percent { get; }

    /// <summary>Figures of a report, where a share is a fraction: <c>30%</c> is 0.3.</summary>
    public static ExpressionScope OfFigures(IReadOnlyList<ExpressionName> names) => new(names, 0.01);

    /// <summary>Settings, which are in percent where they are shares: <c>5%</c> is 5, as in <c>--set</c>.</summary>
    public static ExpressionScope OfSettings(IReadOnlyList<ExpressionName> names) => new(names, 1);

    /// <summary>The place of a name; negative where there is none of it.</summary>
    public int PlaceOf(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>For messages: the nearest name, and all there are.</summary>
    public string Suggest(string typed)
    {
        var names = Names.Select(name => name.Name).ToList();
        var meant = NearestName.Nearest(typed, names) is { } near ? $" (did you mean '{near}'?)" : "";
        return $"'{typed}' is not known{meant}; use {string.Join(", ", names)}";
    }
}

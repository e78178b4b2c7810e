using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// MyCryptoBot's combiner: is in while most of its members would be, or all of them, and short while most or all would
/// be that. A member's vote is for being in from its signal to enter on, and against it from its signal to leave or to
/// sell short on; before either it has none. To leave is no vote for being short.
/// </summary>
/// <remarks>
/// Decisions: the exit rules are the combination's own. A member that leaves by exit rules only, as <c>macd</c> does,
/// never votes against.
/// </remarks>
public sealed class Combination : IStrategy
{
    private readonly IStrategy[] _members;
    private readonly SignalKind[] _votes;
    private readonly int _needed;
    private Stance _stance;

    /// <param name="chart">Where the members draw their indicators.</param>
    /// <param name="settings">With <c>of</c>, as <c>momentum+moving-average:average=20,kind=ema</c>.</param>
    /// <param name="unanimous">True: all have to agree; false: more for than against.</param>
    /// <exception cref="SettingException">A member that does not exist, or cannot be made.</exception>
    public Combination(Chart chart, StrategySettings settings, bool unanimous)
    {
        _members = [.. settings.Text("of").Split('+').Select(member => Member(chart, member.Trim()))];
        _votes = new SignalKind[_members.Length];
        _needed = unanimous ? _members.Length : 1;
    }

    public static StrategyParameter Of { get; } = StrategyParameter.Text(
        "of",
        "momentum+moving-average+moving-average-crossover",
        "strategies, as momentum+macd-cross:fast=8,slow=21",
        "the members, with + between them");

    /// <summary>Its members'; of two with the same name the first.</summary>
    public IReadOnlyList<Figure> Figures =>
        [.. _members.SelectMany(member => member.Figures).DistinctBy(figure => figure.Name)];

    public int WarmUp => _members.Max(member => member.WarmUp);

    public bool NeedsBook => _members.Any(member => member.NeedsBook);

    public Signal OnCandleClosed(in Candle candle)
    {
        var (sumForIn, sumForShort) = (0, 0);
        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i].OnCandleClosed(in candle).Kind is not SignalKind.None and var vote)
                _votes[i] = vote;
            sumForIn += _votes[i] switch { SignalKind.None => 0, SignalKind.Enter => 1, _ => -1 };
            sumForShort += _votes[i] switch { SignalKind.Enter => -1, SignalKind.EnterShort => 1, _ => 0 };
        }

        var wanted = sumForIn >= _needed ? 1 : sumForShort >= _needed ? -1 : 0;
        return _stance.Next(
            wanted,
            "enough of its members are in",
            "too few of its members are in",
            "enough of its members are short");
    }

    private static IStrategy Member(Chart chart, string text)
    {
        var (name, values) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at].Trim(), text[(at + 1)..].Split(','))
            : (text, []);
        var strategy = StrategyCatalog.Find(name);
        if (strategy is null || strategy.Parameters.Contains(Of))
            throw new SettingException($"'{name}' is not a strategy that can be combined");
        var exits = ExitParameters.Declare().Select(parameter => parameter.Name);
        var parameters = strategy.Parameters.ExceptBy(exits, parameter => parameter.Name).ToArray();
        try
        {
            return strategy.Create(chart, StrategySettings.Of(parameters, values.Select(Assignment)));
        }
        catch (SettingException wrong)
        {
            throw new SettingException($"{name}: {wrong.Message}");
        }
    }

    private static KeyValuePair<string, string> Assignment(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? KeyValuePair.Create(text[..at].Trim(), text[(at + 1)..].Trim())
            : throw new SettingException($"'{text}' is not allowed; use name=value");
    }
}

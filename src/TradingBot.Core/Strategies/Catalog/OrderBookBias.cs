using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// ACTS's figure as a rule: enters while much more is bid than asked near the middle of the order book, leaves once
/// that is over.
/// </summary>
/// <remarks>
/// Decisions: ACTS collects the bias and has published no rule; two thresholds are the plainest one.
/// Its quantities were cut to whole numbers; here they are not.
/// A book that was last seen more than two minutes before the candle's end says nothing.
/// </remarks>
public sealed class OrderBookBias : IStrategy
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(2);

    private readonly Chart _chart;
    private readonly bool _isWide;
    private readonly double _enter;
    private readonly double _leave;
    private Stance _stance;
    private int _wanted;

    /// <param name="chart">Has the book.</param>
    /// <param name="settings">With <c>band</c>, <c>enter</c> and <c>leave</c>.</param>
    /// <exception cref="SettingException">It would leave where it enters.</exception>
    public OrderBookBias(Chart chart, StrategySettings settings)
    {
        settings.RequireLess("leave", "enter");
        _chart = chart;
        _isWide = settings.Choice("band") == Bands[1];
        (_enter, _leave) = (settings.Number("enter"), settings.Number("leave"));
    }

    /// <summary>How far from the middle of the book is looked, percent.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["1", "4"];

    public int WarmUp => 0;

    public bool NeedsBook => true;

    public Signal OnCandleClosed(in Candle candle)
    {
        var end = candle.OpenTime + _chart.Timeframe.Length;
        var book = _chart.Book;
        if (end - book.Time <= Freshness)
            _wanted = Wanted(_isWide ? book.BiasWithin4 : book.BiasWithin1);
        return _stance.Next(_wanted, "more is bid than asked", "no longer more is bid than asked");
    }

    private int Wanted(double bias) => bias >= _enter ? 1 : bias <= _leave ? 0 : _wanted;
}

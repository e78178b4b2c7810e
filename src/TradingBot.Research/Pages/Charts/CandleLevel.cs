using TradingBot.Core.Market;

namespace TradingBot.Research.Pages.Charts;

/// <summary>
/// Candles of one period as small integers: prices in ticks, each as the difference from the one before, and no times
/// but those after something is missing. A candle takes about 15 bytes of a page.
/// </summary>
/// <param name="seconds">Length of a candle.</param>
/// <param name="ticks">Ticks in one unit of the quote currency.</param>
internal sealed class CandleLevel(int seconds, double ticks)
{
    private readonly List<long> _moves = [];
    private readonly List<long> _skips = [];
    private long _close;
    private long _next;

    public int Seconds => seconds;

    public int Count { get; private set; }

    /// <summary>Unix seconds of the first candle.</summary>
    public long Start { get; private set; }

    /// <summary>
    /// Four numbers a candle: open less the close before, high above the body, low below it, close less open.
    /// </summary>
    public IReadOnlyList<long> Moves => _moves;

    /// <summary>Pairs: number of a candle, and how many candles are missing before it.</summary>
    public IReadOnlyList<long> Skips => _skips;

    /// <param name="candle">Later than the one before.</param>
    public void Add(in Candle candle)
    {
        if (Count == 0)
            Start = _next = candle.OpenSeconds;
        var skipped = (candle.OpenSeconds - _next) / seconds;
        if (skipped > 0)
        {
            _skips.Add(Count);
            _skips.Add(skipped);
        }

        var (open, close) = (Ticks(candle.Open), Ticks(candle.Close));
        _moves.Add(open - _close);
        _moves.Add(Ticks(candle.High) - Math.Max(open, close));
        _moves.Add(Math.Min(open, close) - Ticks(candle.Low));
        _moves.Add(close - open);
        (_close, _next) = (close, candle.OpenSeconds + seconds);
        Count++;
    }

    private long Ticks(double price) => (long)Math.Round(price * ticks);
}

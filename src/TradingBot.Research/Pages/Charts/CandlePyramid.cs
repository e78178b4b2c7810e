using TradingBot.Core.Market;

namespace TradingBot.Research.Pages.Charts;

/// <summary>
/// The candles of a run at several periods: what a person can look at is there, and what nobody can see is not. A
/// period with few candles is whole; of the run's own period, where it has too many, there is what was around trades.
/// </summary>
internal sealed class CandlePyramid
{
    /// <summary>A period with more candles is left out, or cut to what was around trades.</summary>
    public const int MostWhole = 60_000;

    private static readonly int[] Periods = [5, 15, 60, 240, 1_440, 10_080];

    private readonly List<CandleLevel> _levels = [];

    /// <summary>From the finest to the coarsest.</summary>
    public IReadOnlyList<CandleLevel> Levels => _levels;

    /// <summary>False: the finest level has only what was around trades.</summary>
    public bool IsWhole { get; private init; }

    public static CandlePyramid Of(RunPage page)
    {
        var own = page.Timeframe;
        var (start, end) = (page.Performance.Start, page.Performance.End);
        var isWhole = (end - start) / own.Seconds <= MostWhole;
        var pyramid = new CandlePyramid { IsWhole = isWhole };
        var ticks = Math.Pow(10, page.Instrument.PriceDecimals);
        var builders = new List<LevelBuilder>
        {
            new(own, ticks, isWhole ? [(start, end)] : TradeWindows.Of(page)),
        };
        builders.AddRange(Periods.Where(minutes => minutes > own.Minutes && minutes % own.Minutes == 0)
            .Select(minutes => new Timeframe(minutes))
            .Where(period => (end - start) / period.Seconds <= MostWhole)
            .Select(period => new LevelBuilder(period, ticks, [(start - period.Seconds, end)])));
        var candles = page.Candles!();
        for (var batch = candles.Next(); !batch.IsEmpty; batch = candles.Next())
        {
            foreach (ref readonly var candle in batch.Span)
            {
                if (candle.OpenSeconds < start || candle.OpenSeconds >= end)
                    continue;
                foreach (var builder in builders)
                    builder.Add(in candle);
            }
        }

        pyramid._levels.AddRange(builders.Select(builder => builder.Done()).Where(level => level.Count > 0));
        return pyramid;
    }

    /// <summary>Joins the run's candles to those of a longer period.</summary>
    private sealed class LevelBuilder(
        Timeframe period, double ticks, IReadOnlyList<(long From, long To)> windows)
    {
        private readonly CandleLevel _level = new(period.Seconds, ticks);
        private Candle _current;
        private bool _started;
        private int _window;

        public void Add(in Candle candle)
        {
            var opened = period.OpenOf(candle.OpenSeconds);
            if (_started && _current.OpenSeconds == opened)
            {
                _current = _current.Joined(in candle);
                return;
            }

            Keep();
            _started = true;
            _current = new Candle(
                opened, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, candle.TradeCount);
        }

        public CandleLevel Done()
        {
            Keep();
            return _level;
        }

        private void Keep()
        {
            if (!_started)
                return;
            while (_window < windows.Count && windows[_window].To <= _current.OpenSeconds)
                _window++;
            if (_window < windows.Count && windows[_window].From <= _current.OpenSeconds)
                _level.Add(in _current);
        }
    }
}

using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching;

/// <summary>
/// Makes trades of candles: those of a candle give back its open, high, low, close and volume exactly. The same seed
/// gives the same trades.
/// </summary>
/// <remarks>A price with more digits than the pair has today is rounded to the tick.</remarks>
public sealed class MarketTape
{
    private const int MaxTrades = 60;
    private readonly Instrument _instrument;
    private readonly ICandleSource _candles;
    private readonly long _intervalTicks;
    private readonly ulong _seed;
    private readonly long _shiftSeconds;
    private readonly decimal _volumeUnit;
    private readonly List<TapeTrade> _made = [];
    private ReadOnlyMemory<Candle> _batch;
    private int _next;
    private long _lastId;

    /// <param name="instrument">Rules of the pair.</param>
    /// <param name="candles">Rising in time.</param>
    /// <param name="timeframe">Length of those candles.</param>
    /// <param name="seed">Another seed: other trades inside the same candles.</param>
    /// <param name="shiftSeconds">Added to every time.</param>
    /// <param name="firstId">Id of the first trade.</param>
    public MarketTape(
        Instrument instrument,
        ICandleSource candles,
        Timeframe timeframe,
        ulong seed,
        long shiftSeconds = 0,
        long firstId = 1)
    {
        (_instrument, _candles, _seed, _shiftSeconds, _lastId) = (instrument, candles, seed, shiftSeconds, firstId - 1);
        _intervalTicks = timeframe.Length.Ticks;
        _volumeUnit = new decimal(1, 0, 0, isNegative: false, (byte)instrument.VolumeDecimals);
    }

    /// <summary>
    /// The next trade, which stays the next one until <see cref="Take"/>; false at the end of the candles.
    /// </summary>
    public bool TryPeek(out TapeTrade trade)
    {
        while (_next == _made.Count)
        {
            if (_batch.IsEmpty)
                _batch = _candles.Next();
            if (_batch.IsEmpty)
            {
                trade = default;
                return false;
            }

            MakeTrades(_batch.Span[0]);
            _batch = _batch[1..];
        }

        trade = _made[_next];
        return true;
    }

    /// <summary>Goes on to the trade after.</summary>
    public void Take() => _next++;

    private void MakeTrades(in Candle candle)
    {
        _made.Clear();
        _next = 0;
        if (candle.TradeCount == 0 && candle.Volume == 0)
            return;
        var corners = Corners(in candle);
        var count = Math.Max(corners.Length, Math.Min(candle.TradeCount, MaxTrades));
        var volumes = Volumes(in candle, count);
        var openTicks = DateTime.UnixEpoch.Ticks + (candle.OpenSeconds + _shiftSeconds) * TimeSpan.TicksPerSecond;
        var before = corners[0];
        for (var i = 0; i < count; i++)
        {
            var draw = SeededDraw.Bits(_seed, candle.OpenSeconds, i);
            var price = PriceOn(corners, i, count);
            var isRise = price == before ? (draw >> 20 & 1) == 0 : price > before;
            var offset = (long)((i + SeededDraw.Fraction(draw)) * _intervalTicks / count);
            var time = new DateTime(openTicks + offset, DateTimeKind.Utc);
            _made.Add(
                new TapeTrade(
                    ++_lastId, time, price, volumes[i] * _volumeUnit, isRise
                        ? Side.Buy
                        : Side.Sell, (draw >> 24 & 3) == 0));
            before = price;
        }
    }

    /// <summary>Open, the extremes in an order drawn by the seed, close; without repeats.</summary>
    private decimal[] Corners(in Candle candle)
    {
        var lowFirst = (SeededDraw.Bits(_seed, candle.OpenSeconds, -1) & 1) == 0;
        double[] prices = lowFirst
            ? [candle.Open, candle.Low, candle.High, candle.Close]
            : [candle.Open, candle.High, candle.Low, candle.Close];
        var corners = new List<decimal>(4);
        foreach (var price in prices)
        {
            var printed = Printed(_instrument.ExactPrice(price));
            if (corners.Count == 0 || corners[^1] != printed)
                corners.Add(printed);
        }

        return [.. corners];
    }

    /// <summary>
    /// A price on the way through the corners: each corner is met exactly, so the candle comes out again.
    /// </summary>
    private decimal PriceOn(decimal[] corners, int index, int count)
    {
        if (corners.Length == 1)
            return corners[0];
        var legs = corners.Length - 1;
        for (var leg = 0; leg < legs; leg++)
        {
            var (from, to) = (leg * (count - 1) / legs, (leg + 1) * (count - 1) / legs);
            if (index == from)
                return corners[leg];
            if (index < to)
                return Printed(corners[leg] + (corners[leg + 1] - corners[leg]) * (index - from) / (to - from));
        }

        return corners[^1];
    }

    private decimal Printed(decimal price) =>
        Math.Max(_instrument.TickSize, Math.Round(price / _instrument.TickSize) * _instrument.TickSize);

    /// <summary>Volumes in units of the last decimal, at least one each, that add up to the candle's.</summary>
    private long[] Volumes(in Candle candle, int count)
    {
        var volumes = new long[count];
        var units = Math.Max(count, (long)Math.Round(candle.Volume / (double)_volumeUnit));
        long given = 0;
        for (var i = 0; i < count - 1; i++)
        {
            var share = 0.5 + SeededDraw.Fraction(SeededDraw.Bits(_seed, candle.OpenSeconds, 1000 + i));
            volumes[i] = Math.Clamp((long)(units / count * share), 1, units - given - (count - 1 - i));
            given += volumes[i];
        }

        volumes[count - 1] = units - given;
        return volumes;
    }
}

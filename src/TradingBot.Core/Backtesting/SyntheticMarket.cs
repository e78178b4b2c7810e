using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// A generated XBT/USD market of one-minute candles without gaps, from 2020-01-01, the same on every machine: only
/// + - * / and sqrt on doubles, and 64-bit integer randomness from a seed. Volatility comes in clusters, is higher in
/// the afternoon and lower at weekends; there are rare jumps and a drift whose sign changes.
/// </summary>
public sealed class SyntheticMarket : ICandleSource
{
    public const ulong DefaultSeed = 20260101;

    /// <summary>Bars of the default market: 1,826 days, five years.</summary>
    public const int DefaultBars = 2_629_440;

    /// <summary>Open time of the first candle: 2020-01-01 00:00 UTC, unix seconds.</summary>
    public const long Start = 1_577_836_800;

    private const double LowestPrice = 500;
    private const double CalmVariance = 0.00060 * 0.00060; // long-run variance of a minute's return

    // A draw's four 16-bit numbers summed, centred and scaled to a standard deviation of 1 (4 uniforms have sqrt(1/3)).
    private const double Centre = 131070.0;
    private const double Scale = 1.0 / (65536.0 * 0.57735026918962576);

    private readonly int _bars;
    private readonly Candle[] _batch = new Candle[1024];
    private ulong _state;
    private int _bar;
    private double _price = 7200;
    private double _variance = CalmVariance;
    private double _drift;

    /// <param name="bars">Candles to make, at least 0.</param>
    /// <param name="seed">Another seed is another market.</param>
    public SyntheticMarket(int bars = DefaultBars, ulong seed = DefaultSeed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bars);
        _bars = bars;
        _state = unchecked(seed * 0x9E3779B97F4A7C15UL);
        if (_state == 0)
            _state = 1;
    }

    public ReadOnlyMemory<Candle> Next()
    {
        var count = Math.Min(_batch.Length, _bars - _bar);
        for (var i = 0; i < count; i++)
            _batch[i] = NextCandle();
        return _batch.AsMemory(0, count);
    }

    private Candle NextCandle()
    {
        var activity = Activity(_bar);
        var step = Math.Sqrt(_variance) * activity * 0.5; // four ticks a bar: half the deviation each
        var (open, high, low, last) = (_price, _price, _price, _price);
        for (var tick = 0; tick < 4; tick++)
        {
            last *= 1.0 + _drift + step * Normal(Draw());
            (high, low) = (Math.Max(high, last), Math.Min(low, last));
        }

        var draw = Draw();
        if ((draw & 0x3fff) == 0) // about every 11 days
        {
            last *= 1.0 + (Bits(draw, 20) / 65536.0 - 0.5) * 0.02;
            (high, low) = (Math.Max(high, last), Math.Min(low, last));
        }

        if ((draw >> 14 & 0x7ff) == 0) // about every 34 hours
            _drift = (Bits(draw, 40) / 65536.0 - 0.49) * 0.0000036;
        var change = last / _price - 1.0;
        _variance = 0.02 * CalmVariance + 0.08 * change * change / (activity * activity) + 0.90 * _variance;
        _variance = Math.Min(_variance, 400.0 * CalmVariance);
        last = Math.Max(last, LowestPrice);
        var candle = Printed(open, high, low, last, draw);
        _price = last;
        _bar++;
        return candle;
    }

    /// <summary>The candle with prices of one decimal and a volume of eight, as an exchange would print it.</summary>
    private Candle Printed(double open, double high, double low, double close, ulong draw)
    {
        var (o, c) = (Tenths(open), Tenths(close));
        var h = Math.Max(Tenths(high), Math.Max(o, c));
        var l = Math.Min(Tenths(low), Math.Min(o, c));
        var chance = (draw >> 48) / 65536.0;
        var volume = (long)((0.02 + chance * chance * 6.0 + (high - low) / close * 4000.0 * chance) * 100000000.0);
        return new Candle(
            Start + _bar * 60L, o / 10.0, h / 10.0, l / 10.0, c / 10.0, volume / 100000000.0, tradeCount: 4);
    }

    /// <summary>0.75 at night to about 1.3 in the afternoon UTC, less at weekends (bar 0 is a Wednesday).</summary>
    private static double Activity(int bar)
    {
        var day = bar % 1440 / 1440.0;
        var activity = 0.75 + 2.0 * day * (1.0 - day) * (0.5 + day);
        return (bar / 1440 + 2) % 7 >= 5 ? activity * 0.7 : activity;
    }

    private static long Tenths(double price) => (long)(price * 10.0 + 0.5);

    private static double Bits(ulong draw, int from) => draw >> from & 0xffff;

    private static double Normal(ulong draw) =>
        (Bits(draw, 0) + Bits(draw, 16) + Bits(draw, 32) + (draw >> 48) - Centre) * Scale;

    /// <summary>xorshift64*.</summary>
    private ulong Draw()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return unchecked(_state * 0x2545F4914F6CDD1DUL);
    }
}

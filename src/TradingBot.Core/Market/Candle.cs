using System.Runtime.InteropServices;

namespace TradingBot.Core.Market;

/// <summary>
/// Open, high, low and close of one interval, with its traded volume (base units) and its number of trades.
/// 48 bytes without padding: the candle store maps these records from disk as they are.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct Candle
{
    private readonly uint _openSeconds;

    /// <param name="openSeconds">Start of the interval, unix seconds UTC, 0 to 2^32 - 1 (year 2106).</param>
    /// <param name="open">First price, quote currency.</param>
    /// <param name="high">Highest price.</param>
    /// <param name="low">Lowest price.</param>
    /// <param name="close">Last price.</param>
    /// <param name="volume">Traded volume, base units.</param>
    /// <param name="tradeCount">Number of trades; 0 for an interval in which nothing traded.</param>
    public Candle(long openSeconds, double open, double high, double low, double close, double volume, int tradeCount)
    {
        _openSeconds = checked((uint)openSeconds);
        TradeCount = tradeCount;
        Open = open;
        High = high;
        Low = low;
        Close = close;
        Volume = volume;
    }

    public int TradeCount { get; }

    public double Open { get; }

    public double High { get; }

    public double Low { get; }

    public double Close { get; }

    public double Volume { get; }

    /// <summary>Start of the interval, unix seconds UTC.</summary>
    public long OpenSeconds => _openSeconds;

    /// <summary>Start of the interval, UTC.</summary>
    public DateTime OpenTime => DateTime.UnixEpoch.AddTicks(_openSeconds * TimeSpan.TicksPerSecond);

    /// <summary>False for an interval without a trade: nobody could have traded at its prices.</summary>
    public bool IsTraded => Volume > 0 || TradeCount > 0 || High > Low;

    /// <summary>True when all prices and the volume are numbers, and none is infinite.</summary>
    public bool IsFinite =>
        double.IsFinite(Open + High + Low + Close + Volume) || AreFinite; // one look is enough for nearly all

    private bool AreFinite =>
        double.IsFinite(Open) && double.IsFinite(High) && double.IsFinite(Low) && double.IsFinite(Close)
        && double.IsFinite(Volume);

    /// <summary>(high + low + close) / 3, the price the original bot decides on.</summary>
    public double Typical => (High + Low + Close) / 3;

    /// <summary>The candle of this one and of a later one: it begins where this does.</summary>
    public Candle Joined(in Candle next) => new(
        OpenSeconds,
        Open,
        Math.Max(High, next.High),
        Math.Min(Low, next.Low),
        next.Close,
        Volume + next.Volume,
        TradeCount + next.TradeCount);

    /// <summary>
    /// An interval without trades: all four prices are the previous close, as Kraken's REST OHLC shows it.
    /// </summary>
    public static Candle Flat(long openSeconds, double previousClose) =>
        new(openSeconds, previousClose, previousClose, previousClose, previousClose, volume: 0, tradeCount: 0);
}

using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Simulators.Matching;

namespace TradingBot.Tests.Recordings.Collecting;

/// <summary>A candle of the exchange's, or one made of its trades by us.</summary>
internal sealed record TapeCandle(decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, long Trades)
{
    private const long Minute = 60_000_000;

    /// <summary>By the minute, unix microseconds; the first of a tape may not be whole, and is left out.</summary>
    public static Dictionary<long, TapeCandle> Of(IEnumerable<TapeTrade> tape) => tape
        .GroupBy(trade => Receipt.MicrosOf(new DateTimeOffset(trade.Time)) / Minute * Minute)
        .OrderBy(minute => minute.Key)
        .Skip(1)
        .ToDictionary(minute => minute.Key, minute =>
        {
            var trades = minute.OrderBy(trade => trade.Id).ToList();
            return new TapeCandle(
                trades[0].Price,
                trades.Max(trade => trade.Price),
                trades.Min(trade => trade.Price),
                trades[^1].Price,
                trades.Sum(trade => trade.Volume),
                trades.Count);
        });

    public static TapeCandle Of(CandleBatch rows, int at) => new(
        rows.Open[at],
        rows.High[at],
        rows.Low[at],
        rows.Close[at],
        rows.Volume[at],
        rows.Trades.Values[at]);
}

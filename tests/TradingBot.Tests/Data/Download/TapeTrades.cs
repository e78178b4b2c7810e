using System.Globalization;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Data.Download;

/// <summary>A trade as the exchange has it: its time to the nanosecond, its figures as texts.</summary>
internal sealed record TapeTrade(long Id, long Nanoseconds, string Price, string Volume, bool IsBuy, bool IsMarket)
{
    public long Seconds => Nanoseconds / 1_000_000_000;

    /// <summary>A row of Trades, with a time of seven decimals.</summary>
    public string Json => string.Create(
        CultureInfo.InvariantCulture,
        $"[\"{Price}\",\"{Volume}\",{Seconds}.{Nanoseconds % 1_000_000_000 / 100:D7},\"{(IsBuy ? "b" : "s")}\","
        + $"\"{(IsMarket ? "m" : "l")}\",\"\",{Id}]");
}

/// <summary>Made-up tapes, and the candles that they make by a way of their own.</summary>
internal static class TapeTrades
{
    /// <summary>2026-11-01, unix seconds.</summary>
    public const long Start = 1_793_491_200;

    private const long Second = 1_000_000_000;

    /// <summary>
    /// A tape with all that is nasty: bursts of one stamp, twins in time, price and size, trades in the last 100 ns of
    /// a minute, quiet minutes, figures of many digits, ids that are missing.
    /// </summary>
    /// <param name="count">Of trades.</param>
    /// <param name="seed">Another seed: another tape.</param>
    /// <param name="missing">How many of a thousand ids are not there.</param>
    public static List<TapeTrade> Nasty(int count, int seed = 1, int missing = 1)
    {
        var chance = new Random(seed);
        var trades = new List<TapeTrade>(count);
        var (id, time, price) = (61_000_000L, Start * Second, 60_000_000L);
        while (trades.Count < count)
        {
            id += chance.Next(1000) < missing ? chance.Next(2, 40) : 1;
            var kind = chance.Next(100);
            if (kind is 0)
                time += chance.NextInt64(90, 400) * Second;
            else if (kind is 1)
                time = (time / (60 * Second) + 1) * 60 * Second - 100;
            else if (kind > 40)
                time += chance.NextInt64(1, 40_000_000) * 100;
            price = Math.Max(1, price + chance.Next(-500, 500));
            var volume = chance.NextInt64(1, chance.Next(10) == 0 ? 999_999_999_999_999_999 : 100_000_000);
            var isTwin = kind > 35 && kind <= 40 && trades.Count > 0;
            trades.Add(isTwin
                ? trades[^1] with { Id = id }
                : new TapeTrade(id, time, Text(price, 5), Text(volume, 8), kind % 2 == 0, kind % 3 == 0));
        }

        return trades;
    }

    /// <summary>The candles of the trades from a second on up to another, not included.</summary>
    public static List<Candle> Candles(IEnumerable<TapeTrade> trades, int minutes, long from, long to) =>
    [
        .. trades.Where(trade => trade.Seconds >= from && trade.Seconds < to)
            .GroupBy(trade => trade.Seconds / (60 * minutes) * 60 * minutes)
            .OrderBy(candle => candle.Key)
            .Select(candle => new Candle(
                candle.Key,
                Double(candle.First().Price),
                candle.Max(trade => Double(trade.Price)),
                candle.Min(trade => Double(trade.Price)),
                Double(candle.Last().Price),
                candle.Aggregate(0.0, (sum, trade) => sum + Double(trade.Volume)),
                candle.Count())),
    ];

    private static double Double(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long units, int decimals) =>
        new decimal((int)units, (int)(units >> 32), 0, isNegative: false, (byte)decimals)
            .ToString(CultureInfo.InvariantCulture);
}

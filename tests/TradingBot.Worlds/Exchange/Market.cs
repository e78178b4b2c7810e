using System.Globalization;

namespace TradingBot.Worlds.Exchange;

/// <summary>The tape of one pair, and the candles that follow from it.</summary>
internal sealed class Market
{
    public const string PairId = "XXBTZUSD";
    public const string Symbol = "BTC/USD";
    private const int Minutes = 12;
    private const int MaxCandles = 720;
    private const int MaxTrades = 1000;

    private readonly List<Print> _tape = [];

    /// <summary>Begins with a print in each of the last minutes.</summary>
    public Market(Random random, DateTime now)
    {
        Price = 30_000 + random.Next(200_000) / 10m;
        for (var minute = Minutes; minute > 0; minute--)
            Trade(random, now.AddMinutes(-minute).AddSeconds(random.Next(50)));
    }

    public decimal Price { get; private set; }

    public IReadOnlyList<Print> Tape => _tape;

    /// <summary>The next trade of others: the price moves.</summary>
    public Print Trade(Random random, DateTime time)
    {
        Price = Math.Max(1000, Price + random.Next(-600, 601) / 10m);
        var volume = (1 + random.Next(100_000_000)) / 100_000_000m;
        var print = new Print(1_000 + _tape.Count, time, Price, volume, random.Next(2) == 0);
        _tape.Add(print);
        return print;
    }

    /// <summary>The first trades after an instant, nanoseconds since 1970; null: the last ones.</summary>
    public IEnumerable<Print> After(long? nanoseconds) => nanoseconds is { } since
        ? _tape.Where(print => print.Nanoseconds > since).Take(MaxTrades)
        : _tape.TakeLast(MaxTrades);

    /// <summary>Rows of one-minute candles with the running one at the end.</summary>
    public string Candles(DateTime now)
    {
        var rows = new List<string>();
        var first = Minute(_tape[0].Time);
        var close = _tape[0].Price;
        var at = 0;
        for (var minute = first; minute <= Minute(now); minute += 60)
        {
            var (open, high, low, volume, count) = (close, close, close, 0m, 0);
            for (; at < _tape.Count && Minute(_tape[at].Time) == minute; at++)
            {
                var price = _tape[at].Price;
                if (count++ == 0)
                    (open, high, low) = (price, price, price);
                (high, low, close) = (Math.Max(high, price), Math.Min(low, price), price);
                volume += _tape[at].Volume;
            }

            if (minute <= Minute(now) - MaxCandles * 60)
                continue;
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"""[{minute},"{open}","{high}","{low}","{close}","{close}","{volume}",{count}]"""));
        }

        return $"[{string.Join(',', rows)}]";
    }

    public static long Minute(DateTime time) => (long)(time - DateTime.UnixEpoch).TotalSeconds / 60 * 60;
}

/// <summary>A trade of the public tape.</summary>
internal sealed record Print(long Id, DateTime Time, decimal Price, decimal Volume, bool IsBuy)
{
    public long Nanoseconds => (Time - DateTime.UnixEpoch).Ticks * 100;
}

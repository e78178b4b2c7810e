using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// The recorded frames of <c>../shared/market-data/book-sample</c>: a line is the time of receipt in nanoseconds, a
/// blank, and what Binance sent.
/// </summary>
internal sealed class BinanceSample
{
    public static readonly RecordedPair Pair = new("binance", "BTCUSDT", 2, 8, 0);

    private BinanceSample()
    {
    }

    /// <summary>Changes of the book, and its snapshot, in the order of their receipt.</summary>
    public List<(BookMessage Message, Receipt Received)> Book { get; } = [];

    public List<(TradesMessage Message, Receipt Received)> Trades { get; } = [];

    public static BinanceSample Read(string path)
    {
        var sample = new BinanceSample();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var micros = long.Parse(line.AsSpan(0, blank), CultureInfo.InvariantCulture) / 1000;
            using var document = JsonDocument.Parse(line.AsMemory(blank + 1));
            sample.Take(document.RootElement, new Receipt(micros, micros));
        }

        return sample;
    }

    private void Take(JsonElement root, Receipt received)
    {
        if (root.TryGetProperty("lastUpdateId", out var lastId))
        {
            Book.Add((Message(root, "bids", "asks", isSnapshot: true) with { LastId = lastId.GetInt64() }, received));
            return;
        }

        var data = root.TryGetProperty("data", out var inner) ? inner : root;
        var kind = data.TryGetProperty("e", out var name) ? name.GetString() : null;
        if (kind == "depthUpdate")
        {
            Book.Add((Message(data, "b", "a", isSnapshot: false) with
            {
                ExchangeMicros = data.GetProperty("E").GetInt64() * 1000,
                FirstId = data.GetProperty("U").GetInt64(),
                LastId = data.GetProperty("u").GetInt64(),
            }, received));
        }
        else if (kind == "trade")
        {
            var trade = new CapturedTrade(
                data.GetProperty("t").GetInt64(),
                data.GetProperty("T").GetInt64() * 1000,
                data.GetProperty("m").GetBoolean() ? Side.Sell : Side.Buy,
                Exact(data.GetProperty("p")),
                Exact(data.GetProperty("q")),
                IsMarket: null);
            Trades.Add((new TradesMessage(Pair.Symbol, [trade], TradeSource.Stream), received));
        }
    }

    private static BookMessage Message(JsonElement from, string bids, string asks, bool isSnapshot) => new(
        Pair.Symbol,
        isSnapshot,
        [.. Levels(from.GetProperty(bids), Side.Buy), .. Levels(from.GetProperty(asks), Side.Sell)]);

    private static IEnumerable<CapturedLevel> Levels(JsonElement rows, Side side) => rows.EnumerateArray()
        .Select(row => new CapturedLevel(side, new BookLevel(Exact(row[0]), Exact(row[1]))));

    private static decimal Exact(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}

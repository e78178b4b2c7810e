using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Importing;
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
        var (sample, format) = (new BinanceSample(), LineFormat.Find("binance-frames")!);
        var (decoder, events) = (format.CreateDecoder(Pair.Symbol), new List<MarketEvent>());
        using var lines = new TextLines(path);
        while (lines.Next(out var line))
        {
            var (micros, message) = format.Read(line);
            decoder.Decode(message.Span, events);
            foreach (var what in events)
                sample.Take(what, new Receipt(micros, micros));
            events.Clear();
        }

        return sample;
    }

    private void Take(MarketEvent what, Receipt received)
    {
        if (what is BookMessage book)
            Book.Add((book, received));
        else if (what is TradesMessage trades)
            Trades.Add((trades, received));
    }
}

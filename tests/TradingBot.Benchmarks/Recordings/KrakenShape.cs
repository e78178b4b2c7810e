using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// The same changes as Kraken would send them: a message a change, only those among the best levels, each with a
/// checksum and its own times, which are spread over the tenth of a second that Binance collects.
/// </summary>
internal static class KrakenShape
{
    private const int Depth = 1000;
    private const int Collected = 100_000;

    public static readonly RecordedPair Pair = BinanceSample.Pair with { Exchange = "kraken", Depth = Depth };

    public static List<(BookMessage Message, Receipt Received)> Of(BinanceSample sample)
    {
        var (book, random, messages) = (BookRows.NewBook(Pair), new Random(1), new List<(BookMessage, Receipt)>());
        foreach (var (message, received) in sample.Book)
        {
            if (message.IsSnapshot)
            {
                messages.Add((Apply(book, message with { LastId = null }), received));
                continue;
            }

            for (var i = 0; messages.Count > 0 && i < message.Changes.Count; i++)
            {
                var (side, level) = message.Changes[i];
                if (!IsWithin(book, side, level.Price))
                    continue;
                var sent = received.WallMicros - Collected + (long)i * Collected / message.Changes.Count;
                var arrived = sent + 20_000 + (long)(-300 * Math.Log(1 - random.NextDouble()));
                var change = new BookMessage(Pair.Symbol, false, [message.Changes[i]]) { ExchangeMicros = sent };
                messages.Add((Apply(book, change), new Receipt(arrived, arrived)));
            }
        }

        return messages;
    }

    private static BookMessage Apply(OrderBook book, BookMessage message)
    {
        if (message.IsSnapshot)
            book.Clear();
        foreach (var (side, level) in message.Changes)
            book.Set(side, level);
        book.CutToDepth();
        return message with { Checksum = book.Checksum() };
    }

    private static bool IsWithin(OrderBook book, Side side, decimal price)
    {
        var levels = side == Side.Buy ? book.Bids : book.Asks;
        return levels.Length < Depth || (side == Side.Buy ? price >= levels[^1].Price : price <= levels[^1].Price);
    }
}

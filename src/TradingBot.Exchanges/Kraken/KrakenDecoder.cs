using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Reads recorded messages of Kraken's public WebSocket v2, with the parser that reads them live.</summary>
internal sealed class KrakenDecoder : IMessageDecoder
{
    private readonly FrameParser _parser = new();

    public void Decode(ReadOnlySpan<byte> message, ICollection<MarketEvent> events)
    {
        switch (_parser.Parse(message))
        {
            case SocketMessage.Book book:
                for (var i = 0; i < book.Updates.Count; i++)
                    events.Add(Message(book.Updates[i], book.Updates.IsSnapshot));
                break;
            case SocketMessage.Trades trades:
                var source = trades.IsSnapshot ? TradeSource.StreamSnapshot : TradeSource.Stream;
                foreach (var market in trades.Rows.GroupBy(row => row.Symbol))
                    events.Add(new TradesMessage(market.Key, [.. market.Select(Trade)], source));
                break;
            case SocketMessage.Candles candles:
                foreach (var market in candles.Rows.GroupBy(row => row.Symbol))
                {
                    events.Add(new CandlesMessage(market.Key, candles.IsSnapshot, [.. market.Select(Candle)])
                    {
                        ExchangeMicros = candles.Time is { } time ? Micros(time) : null,
                    });
                }

                break;
            case SocketMessage.Malformed malformed:
                throw new FormatException(malformed.Reason);
        }
    }

    private static BookMessage Message(BookUpdate update, bool isSnapshot) =>
        new(update.Symbol, isSnapshot, [.. Levels(update.Bids, Side.Buy), .. Levels(update.Asks, Side.Sell)])
        {
            ExchangeMicros = update.Timestamp == default ? null : Micros(update.Timestamp),
            Checksum = update.Checksum,
        };

    private static CapturedLevel[] Levels(ReadOnlySpan<BookLevel> levels, Side side)
    {
        var captured = new CapturedLevel[levels.Length];
        for (var i = 0; i < levels.Length; i++)
            captured[i] = new CapturedLevel(side, levels[i]);
        return captured;
    }

    private static CapturedTrade Trade(TradeRow row) => new(
        row.Trade.Id, Micros(row.Trade.Time), row.Trade.Taker, row.Price, row.Quantity, row.IsMarketOrder);

    private static CapturedCandle Candle(CandleRow row) => new(
        Micros(row.Begin), row.Minutes, row.Open, row.High, row.Low, row.Close, row.Volume, row.Average, row.Trades);

    private static long Micros(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}

using System.Text.Json.Nodes;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// The messages of ticker, trade, ohlc and book. Numbers keep the digits of the pair. Source: REFERENCE 5.2.
/// </summary>
internal static class MarketMessages
{
    private const int SecondsADay = 86_400;

    public static JsonObject Envelope(string channel, bool isSnapshot, JsonNode data) => new()
    {
        ["channel"] = channel,
        ["type"] = isSnapshot ? "snapshot" : "update",
        ["data"] = data,
    };

    public static JsonObject Trades(SimulatedMarket market, IEnumerable<TapeTrade> trades, bool isSnapshot) =>
        Envelope("trade", isSnapshot, new JsonArray([.. trades.Select(trade => (JsonNode)new JsonObject
        {
            ["symbol"] = market.Pair.DisplayName,
            ["side"] = trade.Taker.Word(),
            ["price"] = Price(market, trade.Price),
            ["qty"] = Volume(market, trade.Volume),
            ["ord_type"] = trade.IsMarketOrder ? "market" : "limit",
            ["trade_id"] = trade.Id,
            ["timestamp"] = UnixTime.Stamp(trade.Time),
        })]));

    /// <summary>Null before the first trade.</summary>
    public static JsonObject? Ticker(Exchange exchange, SimulatedMarket market, bool isSnapshot)
    {
        if (market.Market.Last is not { } last)
            return null;
        var bid = exchange.Venue.Book(market.Market, Side.Buy).First();
        var ask = exchange.Venue.Book(market.Market, Side.Sell).First();
        var day = DayFigures.Since(market.Minutes.Rows, UnixTime.Seconds(exchange.Now) - SecondsADay);
        var change = last.Price - day.Open;
        return Envelope("ticker", isSnapshot, new JsonArray(new JsonObject
        {
            ["symbol"] = market.Pair.DisplayName,
            ["bid"] = Price(market, bid.Price),
            ["bid_qty"] = Volume(market, bid.Volume),
            ["ask"] = Price(market, ask.Price),
            ["ask_qty"] = Volume(market, ask.Volume),
            ["last"] = Price(market, last.Price),
            ["volume"] = Volume(market, day.Volume),
            ["vwap"] = Price(market, day.Average),
            ["low"] = Price(market, day.Low),
            ["high"] = Price(market, day.High),
            ["change"] = Price(market, change),
            ["change_pct"] = day.Open == 0 ? 0 : Wire.Scaled(change / day.Open * 100, 2),
            ["timestamp"] = UnixTime.Stamp(last.Time),
        }));
    }

    public static JsonObject Candles(
        SimulatedMarket market, CandleSeries series, IEnumerable<CandleRow> rows, bool isSnapshot, DateTime now)
    {
        var message = Envelope("ohlc", isSnapshot, new JsonArray([.. rows.Select(row => Candle(market, series, row))]));
        message["timestamp"] = UnixTime.LongStamp(now);
        return message;
    }

    public static JsonObject Book(SimulatedMarket market, BookChange change, bool isSnapshot, DateTime now)
    {
        var data = new JsonObject
        {
            ["symbol"] = market.Pair.DisplayName,
            ["bids"] = Levels(market, change.Bids),
            ["asks"] = Levels(market, change.Asks),
            ["checksum"] = change.Checksum,
            ["timestamp"] = UnixTime.Stamp(now),
        };
        return Envelope("book", isSnapshot, new JsonArray(data));
    }

    /// <summary>Source: docs.kraken.com, websocket-v2/level3.</summary>
    public static JsonObject Orders(SimulatedMarket market, Level3Change change, bool isSnapshot, DateTime now)
    {
        var data = new JsonObject
        {
            ["symbol"] = market.Pair.DisplayName,
            ["checksum"] = change.Checksum,
            ["bids"] = Orders(market, change.Bids),
            ["asks"] = Orders(market, change.Asks),
            ["timestamp"] = UnixTime.LongStamp(now),
        };
        return Envelope("level3", isSnapshot, new JsonArray(data));
    }

    private static JsonArray Orders(SimulatedMarket market, IEnumerable<Level3Event> events) =>
        new([.. events.Select(change =>
        {
            var row = new JsonObject();
            if (change.Word is { } word)
                row["event"] = word;
            row["order_id"] = change.Order.Id;
            row["limit_price"] = Price(market, change.Order.Price);
            row["order_qty"] = Volume(market, change.Order.Volume);
            row["timestamp"] = UnixTime.LongStamp(change.Order.Since!.Value);
            return (JsonNode)row;
        })]);

    private static JsonObject Candle(SimulatedMarket market, CandleSeries series, CandleRow row)
    {
        var begin = DateTime.UnixEpoch.AddSeconds(row.OpenSeconds);
        return new JsonObject
        {
            ["symbol"] = market.Pair.DisplayName,
            ["open"] = Price(market, row.Open),
            ["high"] = Price(market, row.High),
            ["low"] = Price(market, row.Low),
            ["close"] = Price(market, row.Close),
            ["trades"] = row.Trades,
            ["volume"] = Volume(market, row.Volume),
            ["vwap"] = Price(market, row.Average),
            ["interval_begin"] = UnixTime.LongStamp(begin),
            ["interval"] = series.Timeframe.Minutes,
            ["timestamp"] = UnixTime.Stamp(begin + series.Timeframe.Length), // the end, whatever the name says
        };
    }

    private static JsonArray Levels(SimulatedMarket market, IEnumerable<LadderLevel> levels) =>
        new([.. levels.Select(level => (JsonNode)new JsonObject
        {
            ["price"] = Price(market, level.Price),
            ["qty"] = Volume(market, level.Volume),
        })]);

    private static decimal Price(SimulatedMarket market, decimal price) =>
        Wire.Scaled(price, market.Instrument.PriceDecimals);

    private static decimal Volume(SimulatedMarket market, decimal volume) =>
        Wire.Scaled(volume, market.Instrument.VolumeDecimals);
}

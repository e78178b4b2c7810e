using System.Globalization;
using System.Text.Json.Nodes;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Ticker, OHLC, Depth, Trades, Spread, Level3.</summary>
internal static class MarketEndpoints
{
    private static readonly int[] Level3Depths = [10, 25, 100, 250, 1000];
    private const int LotDecimals = 3; // of volumes in Ticker and Depth

    public static JsonNode Ticker(Exchange exchange, RequestParameters parameters)
    {
        var result = new JsonObject();
        foreach (var market in GeneralEndpoints.Wanted(exchange, parameters))
        {
            if (market.Market.Last is { } last)
                result[KeyOf(market, parameters)] = TickerOf(exchange, market, in last);
        }

        return result;
    }

    public static JsonNode Ohlc(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var series = market.Series(parameters.Integer("interval") ?? 1) ?? throw KrakenRefusal.Argument("interval");
        var since = parameters.Decimal("since") ?? 0;
        var (rows, decimals) = (series.Rows, market.Instrument.PriceDecimals);
        var shown = new JsonArray();
        for (var i = Math.Max(0, rows.Count - 1 - CandleSeries.CommittedRows); i < rows.Count; i++)
        {
            // the running row always, whatever since says; since itself is exclusive
            if (rows[i].OpenSeconds > since || i == rows.Count - 1)
                shown.Add(RowOf(rows[i], decimals));
        }

        return new JsonObject
        {
            [KeyOf(market, parameters)] = shown,
            ["last"] = rows.Count > 1 ? rows[^2].OpenSeconds : 0,
        };
    }

    public static JsonNode Depth(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var count = parameters.Integer("count") ?? 100;
        if (count is < 1 or > 500)
            throw KrakenRefusal.Argument("count");
        return new JsonObject
        {
            [KeyOf(market, parameters)] = new JsonObject
            {
                ["asks"] = Levels(exchange, market, Side.Sell, count),
                ["bids"] = Levels(exchange, market, Side.Buy, count),
            },
        };
    }

    /// <summary>Source: docs.kraken.com, "Query L3 Order Book".</summary>
    public static JsonNode Level3(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var depth = parameters.Integer("depth") ?? 100;
        if (!Level3Depths.Contains(depth))
            throw KrakenRefusal.Argument("depth");
        return new JsonObject
        {
            ["pair"] = market.Pair.DisplayName,
            ["bids"] = Orders(exchange, market, Side.Buy, depth),
            ["asks"] = Orders(exchange, market, Side.Sell, depth),
        };
    }

    public static JsonNode Trades(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var count = parameters.Integer("count") ?? 1000;
        if (count is < 1 or > 1000)
            throw KrakenRefusal.Argument("count");
        var trades = market.Trades;
        var known = FirstAfter(trades, exchange.Now - exchange.AnswerAge);
        var since = parameters.Decimal("since");
        var first = since is { } given
            ? Math.Min(known, FirstAfter(trades, UnixTime.FromSecondsOrNanoseconds(given)))
            : Math.Max(0, known - count);
        var shown = new JsonArray();
        var end = Math.Min(known, first + count);
        for (var i = first; i < end; i++)
            shown.Add(RowOf(trades[i], market.Instrument.PriceDecimals));
        var last = end > first
            ? UnixTime.Nanoseconds(trades[end - 1].Time).ToString(CultureInfo.InvariantCulture)
            : parameters.Text("since") ?? "0";
        return new JsonObject { [KeyOf(market, parameters)] = shown, ["last"] = last };
    }

    public static JsonNode Spread(Exchange exchange, RequestParameters parameters)
    {
        var market = exchange.MarketOf(parameters.Required("pair"));
        var decimals = market.Instrument.PriceDecimals;
        var rows = market.Spreads.Select(spread => (JsonNode)new JsonArray(
            spread.Seconds, Wire.LongPrice(spread.Bid, decimals), Wire.LongPrice(spread.Ask, decimals)));
        return new JsonObject
        {
            [KeyOf(market, parameters)] = new JsonArray([.. rows]),
            ["last"] = market.Spreads.Count > 0 ? market.Spreads[^1].Seconds : 0,
        };
    }

    private static JsonObject TickerOf(Exchange exchange, SimulatedMarket market, in TapeTrade last)
    {
        var decimals = market.Instrument.PriceDecimals;
        var now = UnixTime.Seconds(exchange.Now);
        var today = DayFigures.Since(market.Minutes.Rows, now - now % 86_400);
        var day = DayFigures.Since(market.Minutes.Rows, now - 86_400);
        return new JsonObject
        {
            ["a"] = Best(exchange, market, Side.Sell),
            ["b"] = Best(exchange, market, Side.Buy),
            ["c"] = new JsonArray(Wire.LongPrice(last.Price, decimals), Wire.Text(last.Volume, 8)),
            ["v"] = new JsonArray(Wire.Text(today.Volume, 8), Wire.Text(day.Volume, 8)),
            ["p"] = new JsonArray(Wire.LongPrice(today.Average, decimals), Wire.LongPrice(day.Average, decimals)),
            ["t"] = new JsonArray(today.Trades, day.Trades),
            ["l"] = new JsonArray(Wire.LongPrice(today.Low, decimals), Wire.LongPrice(day.Low, decimals)),
            ["h"] = new JsonArray(Wire.LongPrice(today.High, decimals), Wire.LongPrice(day.High, decimals)),
            ["o"] = Wire.LongPrice(today.Open, decimals),
        };
    }

    private static JsonArray Best(Exchange exchange, SimulatedMarket market, Side side)
    {
        var best = exchange.Venue.Book(market.Market, side).First();
        return new JsonArray(
            Wire.LongPrice(best.Price, market.Instrument.PriceDecimals),
            Wire.Text(Math.Max(1, decimal.Floor(best.Volume)), 0),
            Wire.Text(best.Volume, LotDecimals));
    }

    private static JsonArray Levels(Exchange exchange, SimulatedMarket market, Side side, int count)
    {
        var seconds = market.Market.Last is { } last ? UnixTime.Seconds(last.Time) : 0;
        var rows = exchange.Venue.Book(market.Market, side).Take(count).Select(level => (JsonNode)new JsonArray(
            Wire.LongPrice(level.Price, market.Instrument.PriceDecimals),
            Wire.Text(level.Volume, LotDecimals),
            seconds));
        return new JsonArray([.. rows]);
    }

    private static JsonArray Orders(Exchange exchange, SimulatedMarket market, Side side, int depth)
    {
        var last = market.Market.Last?.Time ?? exchange.Now;
        var orders = exchange.Venue.BookOrders(market.Market, side).WithinLevels(depth);
        return new JsonArray([.. orders.Select(order => (JsonNode)new JsonObject
        {
            ["price"] = Wire.LongPrice(order.Price, market.Instrument.PriceDecimals),
            ["qty"] = Wire.Text(order.Volume, market.Instrument.VolumeDecimals),
            ["order_id"] = order.Id,
            ["timestamp"] = UnixTime.Nanoseconds(order.Since ?? last),
        })]);
    }

    private static JsonArray RowOf(CandleRow row, int decimals) => new(
        row.OpenSeconds,
        Wire.Text(row.Open, decimals),
        Wire.Text(row.High, decimals),
        Wire.Text(row.Low, decimals),
        Wire.Text(row.Close, decimals),
        Wire.Text(row.Average, decimals),
        Wire.Text(row.Volume, 8),
        row.Trades);

    private static JsonArray RowOf(in TapeTrade trade, int decimals) => new(
        Wire.LongPrice(trade.Price, decimals),
        Wire.Text(trade.Volume, 8),
        UnixTime.Exact(trade.Time),
        trade.Taker == Side.Buy ? "b" : "s",
        trade.IsMarketOrder ? "m" : "l",
        "",
        trade.Id);

    private static int FirstAfter(IReadOnlyList<TapeTrade> trades, DateTime time)
    {
        var (low, high) = (0, trades.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (trades[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static string KeyOf(SimulatedMarket market, RequestParameters parameters) =>
        parameters.Text("assetVersion") == "1" ? market.Pair.DisplayName : market.Pair.Id;
}

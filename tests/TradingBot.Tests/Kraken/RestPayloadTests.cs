using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

public class RestPayloadTests
{
    private static readonly Dictionary<string, Func<ReadOnlyMemory<byte>, string>> Readers = new()
    {
        ["Time"] = json => Of(json, RestJson.Default.ServerTime, time => $"{time.UnixSeconds} {time.Text}"),
        ["SystemStatus"] = json => Of(
            json,
            RestJson.Default.SystemStatusInfo,
            status => $"{status.Mode} {status.Timestamp:yyyy-MM-ddTHH:mm:ssZ}"),
        ["AssetPairs"] = json => Of(json, RestJson.Default.DictionaryStringAssetPairInfo, Pairs),
        ["Ticker"] = json => Of(json, RestJson.Default.DictionaryStringTickerInfo, Ticker),
        ["OHLC"] = json => Ohlc(PairRows<OhlcRow>.Read(json.Span, OhlcRow.Read)),
        ["Depth"] = json => Of(json, RestJson.Default.DictionaryStringDepthInfo, Depth),
        ["Trades"] = json => Trades(PairRows<PublicTrade>.Read(json.Span, PublicTrade.Read)),
        ["BalanceEx"] = json => Of(
            json,
            RestJson.Default.DictionaryStringBalanceInfo,
            assets => List(assets, row => $"{row.Key} {row.Value.Balance} {row.Value.Held} {row.Value.Available}")),
        ["TradeVolume"] = json => Of(json, RestJson.Default.TradeVolumeInfo, Fees),
        ["OpenOrders"] = json => Of(json, RestJson.Default.OpenOrdersInfo, answer => Orders(answer.Open)),
        ["ClosedOrders"] = json => Of(
            json, RestJson.Default.ClosedOrdersInfo, answer => $"{Orders(answer.Closed)} count {Or(answer.Count)}"),
        ["QueryOrders"] = json => Of(json, RestJson.Default.DictionaryStringOrderInfo, Orders),
        ["QueryTrades"] = json => Of(json, RestJson.Default.DictionaryStringOwnTrade, OwnTrades),
        ["OrderPlaced"] = json => Of(json, RestJson.Default.OrderPlaced, Placed),
        ["OrderBatch"] = Batch,
        ["Cancelled"] = json => Of(
            json, RestJson.Default.OrdersCancelled, answer => $"{answer.Count} pending {answer.IsPending}"),
        ["CancelTimer"] = json => Of(
            json, RestJson.Default.CancelTimer, answer => $"{answer.Now:yyyy-MM-ddTHH:mm:ssZ} {answer.TriggerText}"),
        ["Token"] = json => Of(
            json, RestJson.Default.SocketToken, answer => $"{answer.Secret} {answer.ExpiresInSeconds}"),
    };

    /// <summary>
    /// What the program neither asks for nor sends, by the words that the collections' files have for it: an answer
    /// that nobody reads needs no reader here either. A call that comes back takes its word out of this list.
    /// </summary>
    private static readonly string[] NeverAsked =
    [
        "positions", "client-sends", "amend", // of positions, and requests in the form of others
        "assets", "balance", "spread", // Assets, Balance and TradeBalance, Spread
        "TradesHistory", "trades_history", "example-tradehistory", "GetUserTrades", // TradesHistory
    ];

    public static TheoryData<string, string, string> Rows { get; } = ReadRows();

    [PayloadTheory]
    [MemberData(nameof(Rows))]
    public void A_recorded_or_official_answer_gives_these_figures(string file, string kind, string figures)
    {
        var answer = Envelope.Read(200, Body(file));
        var result = answer.Should().BeOfType<Answer<ReadOnlyMemory<byte>>.Success>().Which.Value;
        Readers[kind](result).TrimEnd().Should().Be(figures);
    }

    [PayloadFact]
    public void No_payload_is_forgotten()
    {
        var tested = Rows.Select(row => ((string)row[0]).Split('#')[0])
            .Concat(SocketPayloadTests.Files)
            .Append("ccxt/recorded-requests.json") // SigningTests
            .Append("vectors/api-sign.json")
            .Append("vectors/book-checksum.json") // OrderBookTests
            .Append("python-kraken-sdk/orderbook-v1.json")
            .Append("python-kraken-sdk/orderbook-v2.json");
        Payloads.Files().Except(tested).Should()
            .OnlyContain(file => NeverAsked.Any(word => file.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Pairs(Dictionary<string, AssetPairInfo> rows)
    {
        var (pairs, last) = (KrakenPair.From(rows), rows.Last());
        var pair = KrakenPair.From(last.Key, last.Value)!;
        var rules = pair.Instrument;
        return $"{rows.Count} {pairs.Count} {pair.Names.Id} {pair.Names.ShortName} {pair.Names.Socket} "
            + $"{rules.PriceDecimals}/{rules.VolumeDecimals} tick {rules.TickSize:0.##########} min "
            + $"{Or(last.Value.MinimumVolume, "?")} cost {Or(last.Value.MinimumCost, "?")} "
            + $"{pair.Status}";
    }

    private static string Ticker(Dictionary<string, TickerInfo> rows)
    {
        var (id, row) = rows.Last();
        return $"{rows.Count} {id} ask {row.Ask[0]} bid {row.Bid[0]} "
            + $"last {row.LastTrade[0]} x {row.LastTrade[1]:0.########} "
            + $"volume {row.Volume[0]}/{row.Volume[1]} vwap {row.AveragePrice[1]} "
            + $"trades {row.TradeCount[0]}/{row.TradeCount[1]} "
            + $"low {row.Low[1]} high {row.High[1]} open {row.Open}";
    }

    private static string Ohlc(PairRows<OhlcRow> rows)
    {
        var finished = CandleHistory.Finished(rows, 0);
        var (first, final) = (rows.Rows[0].Candle, finished[^1]);
        var volume = finished.Sum(candle => (decimal)candle.Volume);
        return $"{rows.Pair} {rows.Rows.Length} rows {finished.Count} finished "
            + $"{finished.Count(candle => candle.TradeCount == 0)} "
            + $"empty, first {first.OpenSeconds} {first.Open} {first.High} {first.Low} {first.Close} "
            + $"{first.Volume} {first.TradeCount} vwap {rows.Rows[0].AveragePrice}, last {final.OpenSeconds} "
            + $"{final.Close}, volume {volume:0.000000}, last {rows.Last}";
    }

    private static string Depth(Dictionary<string, DepthInfo> rows)
    {
        var (id, book) = rows.First();
        var (ask, bid) = (book.Asks[0], book.Bids[^1]);
        return $"{id} {book.Asks.Length}/{book.Bids.Length} ask {ask.Level.Price} x {ask.Level.Quantity} "
            + $"at {ask.Seconds} bid {bid.Level.Price} x {bid.Level.Quantity}";
    }

    private static string Trades(PairRows<PublicTrade> rows)
    {
        var (first, final) = (rows.Rows[0], rows.Rows[^1]);
        var areConsecutive = final.Id > 0
            && rows.Rows.Zip(rows.Rows.Skip(1)).All(two => two.Second.Id == two.First.Id + 1);
        first.ToTrade().Time.Ticks.Should().Be(DateTime.UnixEpoch.Ticks + first.Nanoseconds / 100);
        return $"{rows.Pair} {rows.Rows.Length} first {first.Id} {first.Nanoseconds} {first.Price} "
            + $"x {first.Volume} {first.Taker} {(first.IsMarketOrder ? "market" : "limit")}, final "
            + $"{final.Id} {final.Nanoseconds}, consecutive {areConsecutive}, last {rows.Last}";
    }

    private static string Fees(TradeVolumeInfo answer)
    {
        var (id, taker) = answer.Fees!.First();
        var maker = answer.MakerFees?.GetValueOrDefault(id) ?? taker;
        answer.FeesOf(id)!.Value.Taker.Should().Be(taker.Percent / 100);
        answer.FeesOf(id)!.Value.Maker.Should().Be(maker.Percent / 100);
        return $"{answer.Currency} {answer.Volume} {answer.Fees!.Count} {id} taker {taker.Percent} "
            + $"maker {maker.Percent} next {Or(taker.NextPercent)} from {Or(taker.NextVolume)}";
    }

    private static string Orders(Dictionary<string, OrderInfo> orders)
    {
        var (id, last) = orders.Last();
        var what = last.Description;
        return $"{orders.Count} {id} {last.Status} {what.Pair} {what.Side} {what.OrderType} {what.Price} "
            + $"{last.Volume} done {last.FilledVolume} cost {last.Cost} fee {last.Fee} avg {last.AveragePrice} "
            + $"opened {last.OpenSeconds} closed {Or(last.CloseSeconds)} ref {Or(last.UserReference)} "
            + $"{last.Flags} trades {last.Trades?.Length ?? 0} volume {orders.Values.Sum(order => order.Volume)} "
            + $"reason {last.Reason ?? "-"}";
    }

    private static string OwnTrades(Dictionary<string, OwnTrade> trades)
    {
        var (id, last) = trades.Last();
        return $"{trades.Count} {id} {last.OrderId} {last.Pair} {last.Seconds} {last.Side} {last.Price} "
            + $"x {last.Volume} cost {last.Cost} fee {last.Fee} id {Or(last.TradeId)} maker {Or(last.IsMaker)} "
            + $"fees {trades.Values.Sum(trade => trade.Fee)}";
    }

    private static string Placed(OrderPlaced answer) =>
        $"{string.Join(',', answer.OrderIds)} {answer.Description.Order}"
        + (answer.Description.Close is { } close ? $" & {close}" : "");

    private static string Batch(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var rows = document.RootElement.GetProperty("orders").EnumerateArray()
            .Select(row => Of(Encoding.UTF8.GetBytes(row.GetRawText()), RestJson.Default.OrderPlaced, Placed));
        return string.Join("; ", rows);
    }

    private static string Of<T>(
        ReadOnlyMemory<byte> json, JsonTypeInfo<T> form, Func<T, string> describe) =>
        describe(JsonSerializer.Deserialize(json.Span, form)!);

    private static string Or<T>(T? value, string absent = "-")
        where T : struct =>
        value is { } there ? string.Create(CultureInfo.InvariantCulture, $"{there}") : absent;

    private static string List<T>(IEnumerable<T> rows, Func<T, string> describe) =>
        string.Join(' ', rows.Select(describe));

    private static byte[] Body(string file)
    {
        var parts = file.Split('#');
        var body = Payloads.Read(parts[0]);
        using var document = JsonDocument.Parse(body);
        if (parts.Length > 1)
            return Encoding.UTF8.GetBytes(document.RootElement.GetProperty(parts[1]).GetRawText());
        return document.RootElement.TryGetProperty("response", out var wrapped)
            ? Encoding.UTF8.GetBytes(wrapped.GetRawText())
            : body;
    }

    private static TheoryData<string, string, string> ReadRows()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in PayloadFigures.Lines("rest-payloads.txt"))
        {
            var parts = line.Split(" | ");
            data.Add(parts[0], parts[1], parts[2]);
        }

        return data;
    }
}

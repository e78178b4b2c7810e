using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

public class SocketPayloadTests
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Requests in the collection, and ours of the same kind.</summary>
    private static readonly Dictionary<string, byte[]> Requests = new()
    {
        ["JKorf-Kraken.Net/ws/AggBook.01.client-sends.json"] = Subscribe(Subscription.Book("ETH/USDT", 10)),
        ["JKorf-Kraken.Net/ws/Trades.01.client-sends.json"] = Subscribe(Subscription.Trades("ETH/USDT")),
        ["JKorf-Kraken.Net/ws/Kline.01.client-sends.json"] = Subscribe(Subscription.Candles("ETH/USDT", 5)),
        ["JKorf-Kraken.Net/ws/CancelOrders.01.client-sends.json"] = SocketRequests.CancelOrder(Reference(), 1, "t"),
        ["JKorf-Kraken.Net/ws/PlaceOrder.01.client-sends.json"] =
            SocketRequests.AddOrder(TestKraken.MarketBuy().AtKraken(), 1, "t"),
        ["nautilus_trader/ws_add_order_request.json"] =
            SocketRequests.AddOrder(LimitOrder().AtKraken(), 42, "TESTTOKEN"),
        ["nautilus_trader/ws_cancel_order_request.json"] = SocketRequests.CancelOrder(Reference(), 44, "TESTTOKEN"),
    };

    /// <summary>This program sends neither batches nor edit_order; what they hold must only not break it.</summary>
    private static readonly string[] NotSent =
    [
        "JKorf-Kraken.Net/ws/PlaceMultipleOrders.01.client-sends.json",
        "JKorf-Kraken.Net/ws/PlaceMultipleOrders.02.server-message.json",
        "JKorf-Kraken.Net/ws/ReplaceOrder.01.client-sends.json",
        "nautilus_trader/ws_batch_add_request.json",
        "nautilus_trader/ws_batch_add_response_partial.json",
    ];

    public static TheoryData<string, string> Rows { get; } = ReadRows();

    public static TheoryData<string> RequestFiles { get; } = [.. Requests.Keys];

    public static IEnumerable<string> Files => Rows.Select(row => (string)row[0]).Concat(Requests.Keys).Concat(NotSent);

    [PayloadTheory]
    [MemberData(nameof(Rows))]
    public void A_recorded_or_documented_frame_gives_these_figures(string file, string figures) =>
        Describe(new FrameParser().Parse(Payloads.Read(file))).Should().Be(figures);

    [PayloadTheory]
    [MemberData(nameof(RequestFiles))]
    public void Our_request_says_everything_the_example_says_in_the_same_types(string file)
    {
        using var example = JsonDocument.Parse(Payloads.Read(file));
        using var ours = JsonDocument.Parse(Requests[file]);
        AssertContains(ours.RootElement, example.RootElement, file);
    }

    private static void AssertContains(JsonElement ours, JsonElement example, string path)
    {
        ours.ValueKind.Should().Be(example.ValueKind, path);
        switch (example.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in example.EnumerateObject())
                    AssertContains(ours.GetProperty(property.Name), property.Value, $"{path}.{property.Name}");
                break;
            case JsonValueKind.Array:
                ours.EnumerateArray().Zip(example.EnumerateArray()).ToList()
                    .ForEach(two => AssertContains(two.First, two.Second, path));
                break;
            case JsonValueKind.Number:
                ours.GetDecimal().Should().Be(example.GetDecimal(), path);
                break;
            case JsonValueKind.String when path.EndsWith(".cl_ord_id", StringComparison.Ordinal):
                break; // an order's own
            case JsonValueKind.String:
                // GTC in the samples, gtc in the documentation.
                ours.GetString().Should().BeEquivalentTo(example.GetString(), path);
                break;
        }
    }

    private static string Describe(SocketMessage message) => message switch
    {
        SocketMessage.Acknowledged acknowledged => Answer(acknowledged.Value),
        SocketMessage.Book book => $"book {Kind(book.Updates.IsSnapshot)}; {Book(book.Updates[0])}",
        SocketMessage.Trades trades =>
            $"trade {Kind(trades.IsSnapshot)}; " + string.Join("; ", trades.Rows.Select(Trade)),
        SocketMessage.Candles candles => $"ohlc {Kind(candles.IsSnapshot)}; "
            + string.Join("; ", candles.Rows.Select(Candle)) + $"; {candles.Time?.ToString(Time) ?? "-"}",
        SocketMessage.Malformed => "malformed",
        SocketMessage.UnknownChannel unknown => $"{unknown.Channel} is left alone",
        _ => message.ToString(),
    };

    private static string Kind(bool isSnapshot) => isSnapshot ? "snapshot" : "update";

    private static string Book(BookUpdate update)
    {
        var bid = update.Bids.IsEmpty
            ? "- x -"
            : $"{update.Bids[0].Price:0.####} x {update.Bids[0].Quantity:0.########}";
        var ask = update.Asks.IsEmpty ? "-" : $"{update.Asks[0].Price:0.####}";
        var time = update.Timestamp == default ? "-" : update.Timestamp.ToString(Time);
        return $"{update.Symbol} {update.Bids.Length}/{update.Asks.Length} bid {bid} ask {ask} "
            + $"checksum {update.Checksum} {time}";
    }

    private static string Trade(TradeRow row) =>
        $"{row.Symbol} {row.Trade.Id} {row.Trade.Taker} {row.Trade.Price} x {row.Trade.Volume} "
        + $"{(row.IsMarketOrder ? "market" : "limit")} {row.Trade.Time.ToString(Time)}";

    private static string Candle(CandleRow row) =>
        $"{row.Symbol} {row.Begin.ToString(Time)} {row.Minutes} {row.Open} {row.High} {row.Low} {row.Close} "
        + $"x {row.Volume} vwap {row.Average} {row.Trades} trades";

    private static string Answer(Acknowledgement answer)
    {
        var success = answer.IsSuccess?.ToString() ?? "-";
        var order = answer.Result?.OrderId is { } id ? $"; order_id {id}" : "";
        return $"{answer.Method} {answer.RequestId} success {success} error {answer.Error ?? "-"}{order}; "
            + (answer.TimeOut?.ToString(Time) ?? "-");
    }

    private static byte[] Subscribe(Subscription subscription) => SocketRequests.Subscribe([subscription], 1, null);

    private static OrderReference Reference() =>
        new(TestKraken.Listed.Instrument, Guid.NewGuid(), "OABCDE-12345-FGHIJ");

    private static NewOrder LimitOrder() => new()
    {
        Instrument = TestKraken.Listed.Instrument,
        Side = Side.Buy,
        Volume = 0.01m,
        LimitPrice = 30000m,
        ClientOrderId = Guid.NewGuid(),
        IsPostOnly = true,
    };

    private static TheoryData<string, string> ReadRows()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in PayloadFigures.Lines("socket-payloads.txt"))
        {
            var parts = line.Split(" | ");
            data.Add(parts[0], parts[1]);
        }

        return data;
    }
}

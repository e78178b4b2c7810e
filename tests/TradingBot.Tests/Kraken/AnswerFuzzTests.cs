using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;

namespace TradingBot.Tests.Kraken;

/// <summary>Kraken says something wrong: each call of the contract ends in an answer all the same.</summary>
public class AnswerFuzzTests
{
    private const int Seeds = 300;
    private const string Order = "OBCMZD-JIEE7-77TH3F";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime Since = new(2023, 7, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Instrument Pair = TestKraken.Listed.Instrument;
    private static readonly Guid Id = Guid.Parse("11111111-2222-4333-8444-555555555555");

    /// <summary>What there is no recording of, or none that fits the others.</summary>
    private static readonly Dictionary<string, string> Own = new()
    {
        ["Ledgers"] = Result(
            """
            {"ledger":{"L1":{"refid":"T1","time":1688464484.1787,"type":"trade","aclass":"currency","asset":"XXBT",
            "amount":"0.5","fee":"0.0001","balance":"1.5"},"L2":{"refid":"T1","time":1688464484.1787,"type":"trade",
            "asset":"ZUSD","amount":"-15000.1","fee":"24.5","balance":"459567.9171"}},"count":2}
            """),
        ["QueryTrades"] = Result(
            """
            {"T1":{"ordertxid":"OBCMZD-JIEE7-77TH3F","pair":"XXBTZUSD","time":1688464484.1787,"type":"buy",
            "ordertype":"market","price":"30000.2","cost":"15000.1","fee":"24.5","vol":"0.5","trade_id":39482674,"maker":false}}
            """),
        ["GetApiKeyInfo"] = Result("""{"permissions":["query-funds","withdraw-funds"],"name":"bot"}"""),
    };

    /// <summary>By endpoint: the calls that read its answer.</summary>
    private static readonly Dictionary<string, Func<IMarketData, IAccount, Task<object>>[]> Calls = new()
    {
        ["Time"] = [async (market, _) => await market.TimeAsync(None)],
        ["SystemStatus"] = [async (market, _) => await market.StatusAsync(None)],
        ["AssetPairs"] = [async (market, _) => await market.FindAsync("XBT/USD", None)],
        ["OHLC"] = [async (market, _) => await market.CandlesAsync(Pair, new Timeframe(60), None)],
        ["Trades"] =
        [
            async (market, _) => await market.TradesAsync(Pair, Since, None),
            async (market, _) => await market.NewestTradesAsync(Pair, None),
            async (market, _) => await market.TapeAsync(Pair, Since, next: null, None),
        ],
        ["Ticker"] = [async (market, _) => await market.TickerAsync(Pair, None)],
        ["Depth"] = [async (market, _) => await market.BookAsync(Pair, None)],
        ["BalanceEx"] = [async (_, account) => await account.BalancesAsync(Pair, None)],
        ["TradeVolume"] = [async (_, account) => await account.FeesAsync(Pair, None)],
        ["OpenOrders"] =
        [
            async (_, account) => await account.FindAsync(Find(OrderList.Open), None),
            async (_, account) => await account.OrdersAsync(Since, None),
        ],
        ["ClosedOrders"] =
        [
            async (_, account) => await account.FindAsync(Find(OrderList.Closed), None),
            async (_, account) => await account.OrdersAsync(Since, None),
        ],
        ["QueryOrders"] =
        [
            async (_, account) => await account.FindAsync(Find(OrderList.ById), None),
            async (_, account) => await account.ChangesAsync(Pair, Since, None),
        ],
        ["QueryTrades"] = [async (_, account) => await account.ChangesAsync(Pair, Since, None)],
        ["Ledgers"] = [async (_, account) => await account.ChangesAsync(Pair, Since, None)],
        ["GetApiKeyInfo"] = [async (_, account) => await account.RightsAsync(None)],
        ["GetWebSocketsToken"] = [async (_, account) => await account.TryRightsAsync(None)],
        ["AddOrder"] =
        [
            async (_, account) => await account.PlaceAsync(TestKraken.MarketBuy(), None),
            async (_, account) => await account.ValidateAsync(TestKraken.MarketBuy(), None),
        ],
        ["CancelOrder"] =
            [async (_, account) => await account.CancelAsync(new OrderReference(Pair, Id, Order), None)],
        ["CancelAllOrdersAfter"] = [async (_, account) => await account.CancelAllAfterAsync(60, None)],
    };

    public static TheoryData<string> Endpoints => [.. Calls.Keys];

    [PayloadTheory]
    [MemberData(nameof(Endpoints))]
    public async Task Whatever_an_endpoint_says_a_call_ends_in_an_answer(string endpoint)
    {
        var network = new Mutating(endpoint);
        using var kraken = new TestKraken(network);
        var kinds = new Dictionary<string, int>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            network.Use(seed);
            foreach (var call in Calls[endpoint])
            {
                var answer = await AnswerAsync(kraken, call, $"{endpoint}, seed {seed}: {network.Body}");
                kinds[answer] = kinds.GetValueOrDefault(answer) + 1;
            }
        }

        kinds.Values.Max().Should().BeLessThan(kinds.Values.Sum(), "the mutations hit both kinds: {0}", kinds);
    }

    [PayloadTheory]
    [InlineData("Ledgers", "time", "1e27")]
    [InlineData("Ledgers", "time", "-1")]
    [InlineData("Ledgers", "time", "253402300800")]
    [InlineData("Ledgers", "amount", "79228162514264337593543950335")]
    [InlineData("Time", "unixtime", "9223372036854775807")]
    [InlineData("BalanceEx", "hold_trade", "-79228162514264337593543950335")]
    [InlineData("GetApiKeyInfo", "permissions", "[\"half a surrogate pair\"]")]
    public async Task A_figure_that_cannot_be_makes_the_answer_unknown(string endpoint, string name, string value)
    {
        var network = new Mutating(endpoint);
        using var kraken = new TestKraken(network);
        network.Replace(name, value);

        var answer = await AnswerAsync(kraken, Calls[endpoint][0], network.Body);

        answer.Should().Be("Unknown");
    }

    /// <returns>Its form.</returns>
    private static async Task<string> AnswerAsync(
        TestKraken kraken, Func<IMarketData, IAccount, Task<object>> call, string where)
    {
        try
        {
            var answer = await kraken.Time.RunAsync(call(kraken.Exchange.Market, kraken.Exchange.Account!));
            return answer is IReadOnlyList<TriedRight> rights
                ? $"{rights.Count(right => right.Trouble is null)} of {rights.Count}"
                : answer.GetType().Name;
        }
        catch (Exception failure) when (failure is not TimeoutException)
        {
            throw new InvalidOperationException(where, failure);
        }
    }

    private static OrderCommand.Find Find(OrderList list) => new(Id, Look: 1, list, Since, Order);

    private static string Result(string json) => $$"""{"error":[],"result":{{json}}}""";

    /// <summary>Answers with what was recorded, but for one endpoint, whose answer is a little wrong.</summary>
    private sealed class Mutating(string endpoint) : HttpMessageHandler
    {
        private const string Half = "half a surrogate pair"; // which JsonNode cannot write

        private static readonly string[] Wrong =
        [
            "null", "0", "-1", "\"\"", "\"x\"", "[]", "{}", "true", "1e400", "\"1e400\"", "1e28", "-1e28", "1e-30",
            "79228162514264337593543950335", "\"-79228162514264337593543950335\"", "9223372036854775807",
            "253402300800", "99999999999999999999999999999999999999", "\"9999-99-99T99:99:99Z\"", "\"NaN\"",
            $"\"{Half}\"", "\"\\u0000\"", "[[]]", "[null]", "{\"\":null}", "0.0000000000000000000000000001",
        ];

        public string Body { get; private set; } = Recorded(endpoint);

        public void Replace(string name, string value)
        {
            var root = JsonNode.Parse(Recorded(endpoint))!;
            var parent = Objects(root).First(one => one.ContainsKey(name));
            parent[name] = JsonNode.Parse(value);
            Body = root.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal);
        }

        public void Use(int seed)
        {
            var random = new Random(seed);
            var root = JsonNode.Parse(Recorded(endpoint))!;
            for (var i = random.Next(3); i >= 0; i--)
                Mutate(root, random);
            var text = root.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal);
            Body = random.Next(8) == 0 ? text[..random.Next(text.Length)] : text;
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!.AbsolutePath.Split('/')[^1];
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    asked == endpoint ? Body : Recorded(asked), Encoding.UTF8, "application/json"),
            });
        }

        private static string Recorded(string asked) => Own.TryGetValue(asked, out var own)
            ? own
            : Encoding.UTF8.GetString(Payloads.Read($"krakenfx-api-specs/{asked}.json"));

        private static void Mutate(JsonNode root, Random random)
        {
            var all = Inner(root["result"]).ToList();
            if (all.Count == 0)
                return;
            var node = all[random.Next(all.Count)];
            var isGone = random.Next(4) == 0;
            var value = JsonNode.Parse(Wrong[random.Next(Wrong.Length)]);
            switch (node.Parent)
            {
                case JsonObject parent when isGone:
                    parent.Remove(node.GetPropertyName());
                    break;
                case JsonObject parent:
                    parent[node.GetPropertyName()] = value;
                    break;
                case JsonArray list when isGone:
                    list.RemoveAt(node.GetElementIndex());
                    break;
                case JsonArray list:
                    list[node.GetElementIndex()] = value;
                    break;
            }
        }

        private static IEnumerable<JsonObject> Objects(JsonNode root) =>
            Inner(root).Prepend(root).OfType<JsonObject>();

        private static IEnumerable<JsonNode> Inner(JsonNode? node)
        {
            var children = node switch
            {
                JsonObject parent => parent.Select(member => member.Value),
                JsonArray list => list,
                _ => [],
            };
            return children.OfType<JsonNode>().SelectMany(child => Inner(child).Prepend(child));
        }
    }
}

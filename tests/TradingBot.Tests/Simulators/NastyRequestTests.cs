using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.Sockets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Tests.Simulators;

/// <summary>Whatever a client sends, it is answered.</summary>
public class NastyRequestTests
{
    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "1e28", "1e-28", "79228162514264337593543950335", "NaN", "+", "#", "%", "+%", "+5", "-5%", "#1%", "0x10",
        "١", "1,2", "null", "true", "2026-02-03T10:20:40Z", "9999-12-31T23:59:59Z", "buy", "limit", "stop-loss-limit", "XBTUSD", "[]", "{",
    ];

    private static readonly string[] Fields =
    [
        "pair", "type", "ordertype", "price", "price2", "volume", "oflags", "timeinforce", "starttm", "expiretm", "deadline", "cl_ord_id",
        "userref", "close[ordertype]", "close[price]", "txid", "start", "end", "ofs", "since", "count", "interval", "timeout", "order_qty",
        "limit_price", "trigger_price", "orders[0][price]", "orders", "leverage", "asset", "info", "closetime", "validate",
    ];

    [Fact]
    public void Every_rest_call_with_nasty_values_is_answered_with_json()
    {
        var calls = new RestCalls(Exchange());
        var nonce = 0;
        string[] methods = [.. EndpointTable.Private.Keys, .. EndpointTable.Public.Keys];
        var cases = from method in Gen.Elements(methods)
                    from fields in Gen.Elements(Fields).Zip(Gen.Elements(Values)).ListOf(6)
                    select (Method: method, Fields: fields.DistinctBy(field => field.Item1).ToList());

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            // a good order to begin with, so that the nasty value is what is looked at
            var good = new Dictionary<string, string>
            {
                ["nonce"] = $"{++nonce}",
                ["pair"] = "XBTUSD",
                ["type"] = "buy",
                ["ordertype"] = "limit",
                ["price"] = "7000",
                ["volume"] = "0.01",
            };
            foreach (var (field, value) in c.Fields)
                good[field] = value;
            var form = string.Join('&', good.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

            Rig.Parse(calls.Answer(Call(c.Method, form, $"{nonce}"))).TryGetProperty("error", out _).Should().BeTrue();
        }).Check(Properties.FixedWith(3000));
    }

    [Fact]
    public void Every_socket_message_is_read_or_refused()
    {
        var message = Encoding.UTF8.GetBytes(
            """{"method":"add_order","params":{"order_qty":1e400,"limit_price":[1],"symbol":5,"triggers":{"price":{}}},"req_id":9e99}""");
        var cases = from positions in Gen.Choose(0, message.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(4) select positions;

        Prop.ForAll(cases.ToArbitrary(), changes =>
        {
            var mutated = message.ToArray();
            foreach (var (position, value) in changes)
                mutated[position] = (byte)value;
            try
            {
                var request = SocketRequest.Parse(mutated);
                foreach (var read in new Action[] { () => request.Number("order_qty"), () => request.Text("symbol"), () => request.Texts("symbol") })
                    Refused(read);
                Refused(() => request.Nested("triggers")?.Number("price"));
            }
            catch (KrakenRefusal)
            {
                // told so
            }
        }).Check(Properties.FixedWith(20_000));
    }

    private static void Refused(Action read)
    {
        try
        {
            read();
        }
        catch (KrakenRefusal)
        {
            // told so
        }
    }

    private static Exchange Exchange() => new(new OfflineKrakenOptions
    {
        Time = new ManualTime(new DateTimeOffset(2026, 2, 3, 10, 20, 30, TimeSpan.Zero)),
        History = TimeSpan.FromHours(10),
        Markets = [MarketSetup.Synthetic("XBTUSD")],
        EnforcesRateLimits = false,
    });

    private static RestCall Call(string method, string form, string nonce)
    {
        var isPrivate = EndpointTable.Private.ContainsKey(method);
        var path = isPrivate ? $"/0/private/{method}" : $"/0/public/{method}";
        var body = Encoding.UTF8.GetBytes(form);
        var signature = RequestSignature.Of(OfflineKrakenOptions.DefaultSecret, path, nonce, body);
        return new RestCall(path, isPrivate, method, form, body, OfflineKrakenOptions.DefaultKey, signature, "127.0.0.1");
    }
}

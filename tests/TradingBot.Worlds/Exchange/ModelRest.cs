using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TradingBot.Worlds.Exchange;

/// <summary>The exchange's REST interface.</summary>
internal sealed class ModelRest(KrakenModel kraken)
{
    public const string Key = "world-key";
    public static readonly string Secret = Convert.ToBase64String(Enumerable.Range(0, 64).Select(i => (byte)i).ToArray());
    private static readonly byte[] SecretBytes = Convert.FromBase64String(Secret);
    private const int Page = 50;

    private ulong _lastNonce;

    private Chaos Chaos => kraken.Chaos;

    private Matching Matching => kraken.Matching;

    /// <summary>Does what is asked, when it arrives.</summary>
    public WireReply Answer(WireCall call)
    {
        var reply = Reply(call);
        if (call.IsPrivate)
            kraken.Trace.Add(kraken.Time.Now, "REST", $"{call.Name} {call.Text} -> {reply.Status} {reply.Body}");
        else
            kraken.Trace.Add(kraken.Time.Now, "REST", call.Name);
        return reply;
    }

    private WireReply Reply(WireCall call)
    {
        if (call.IsPrivate && WhyNotAuthentic(call) is { } reason)
            return WireReply.Error(reason);
        if (Chaos.Happens(Fault.RateLimit))
            return WireReply.Error(RateLimitOf(call));
        if (Chaos.Happens(Fault.ServiceError))
        {
            Matching.Unsaid(() => Do(call));
            return WireReply.Error(ServiceErrors[Chaos.Below(ServiceErrors.Length)]);
        }

        if (Chaos.Happens(Fault.GatewayError))
        {
            Matching.Unsaid(() => Do(call));
            return WireReply.Page(Statuses[Chaos.Below(Statuses.Length)]);
        }

        return Do(call);
    }

    private static readonly string[] ServiceErrors =
        ["EService:Unavailable", "EService:Busy", "EService:Timeout", "EGeneral:Internal error"];

    private static readonly int[] Statuses = [500, 502, 503, 504, 520, 524, 408, 429];

    private string RateLimitOf(WireCall call) => (call.IsWrite, Chaos.Below(3)) switch
    {
        (true, 0) => "EOrder:Rate limit exceeded",
        (true, 1) => "EGeneral:Too many requests",
        (_, 2) => $"EService:Throttled: {(long)(kraken.Time.Utc.AddSeconds(7) - DateTime.UnixEpoch).TotalSeconds}",
        _ => "EAPI:Rate limit exceeded",
    };

    private string? WhyNotAuthentic(WireCall call)
    {
        var nonce = ulong.Parse(call["nonce"]!, CultureInfo.InvariantCulture);
        var inner = SHA256.HashData(Encoding.ASCII.GetBytes(call["nonce"] + call.Text));
        var signature = HMACSHA512.HashData(SecretBytes, (byte[])[.. Encoding.ASCII.GetBytes(call.Path), .. inner]);
        if (call.Key != Key)
            return "EAPI:Invalid key";
        if (call.Signature != Convert.ToBase64String(signature))
            return "EAPI:Invalid signature";
        if (nonce <= _lastNonce)
        {
            kraken.Census.Count(call.Name == "AddOrder" ? "orders refused for their nonce" : "calls refused for their nonce");
            return "EAPI:Invalid nonce";
        }

        _lastNonce = nonce;
        return Chaos.Happens(Fault.AuthenticationError)
            ? new[] { "EAPI:Invalid nonce", "EAPI:Invalid signature", "EGeneral:Temporary lockout" }[Chaos.Below(3)]
            : null;
    }

    private WireReply Do(WireCall call) => call.Name switch
    {
        "Time" => WireReply.Result(
            $"{{\"unixtime\":{(long)(kraken.Time.Utc - DateTime.UnixEpoch).TotalSeconds},\"rfc1123\":\"\"}}"),
        "SystemStatus" => WireReply.Result($"{{\"status\":\"{Matching.Mode}\",\"timestamp\":\"{Wire.Instant(kraken.Time.Utc)}\"}}"),
        "AssetPairs" => WireReply.Result(Pairs),
        "Ticker" => WireReply.Result(Ticker()),
        "OHLC" => WireReply.Result(
            $"{{\"{Market.PairId}\":{kraken.Market.Candles(kraken.Time.Utc)},\"last\":{Market.Minute(kraken.Time.Utc) - 60}}}"),
        "Trades" => Trades(call),
        "TradeVolume" => WireReply.Result(
            "{\"currency\":\"ZUSD\",\"volume\":\"0\",\"fees\":{\"XXBTZUSD\":{\"fee\":\"0.26\"}},\"fees_maker\":{\"XXBTZUSD\":{\"fee\":\"0.16\"}}}"),
        "GetApiKeyInfo" => WireReply.Result("""{"permissions":["query-funds","modify-orders"]}"""),
        "GetWebSocketsToken" => WireReply.Result($"{{\"token\":\"{kraken.Sockets.NewToken()}\",\"expires\":900}}"),
        "BalanceEx" => Counted("balances read", WireReply.Result(Balances())),
        "OpenOrders" => WireReply.Result($"{{\"open\":{{{Orders(Listed(call, order => order.IsOpen))}}}}}"),
        "ClosedOrders" => Closed(call),
        "QueryOrders" => WireReply.Result($"{{{Orders(kraken.Visible.Where(order => Ids(call).Contains(order.Id)))}}}"),
        "QueryTrades" => WireReply.Result($"{{{string.Join(',', Fills(call).Select(Wire.RestTrade))}}}"),
        "Ledgers" => Counted("ledger pages read", Ledgers(call)),
        "AddOrder" => Add(call),
        "CancelOrder" => Matching.Cancel(call["txid"] ?? call["cl_ord_id"]!) is { } error
            ? WireReply.Error(error)
            : WireReply.Result("""{"count":1}"""),
        "CancelAllOrdersAfter" => Switch(int.Parse(call["timeout"]!, CultureInfo.InvariantCulture)),
        _ => WireReply.Error("EGeneral:Unknown method"),
    };

    private WireReply Counted(string what, WireReply reply)
    {
        kraken.Census.Count(what);
        return reply;
    }

    private static string Pairs => $$$"""
        {"{{{Market.PairId}}}":{"altname":"XBTUSD","wsname":"XBT/USD","base":"XXBT","quote":"ZUSD","pair_decimals":1,
        "lot_decimals":8,"cost_decimals":5,"ordermin":"0.00005","costmin":"0.5","tick_size":"0.1","status":"online"}}
        """;

    private string Ticker()
    {
        var (ask, bid, last) = (Wire.Of(Matching.Ask), Wire.Of(Matching.Bid), Wire.Of(kraken.Market.Price));
        return $$$"""
            {"{{{Market.PairId}}}":{"a":["{{{ask}}}","1","1.0"],"b":["{{{bid}}}","1","1.0"],"c":["{{{last}}}","0.1"],
            "v":["{{{kraken.Market.Tape.Count}}}","9"],"p":["{{{last}}}","{{{last}}}"],"t":[{{{kraken.Market.Tape.Count}}},9],
            "l":["{{{last}}}","{{{last}}}"],"h":["{{{last}}}","{{{last}}}"],"o":"{{{last}}}"}}
            """;
    }

    private WireReply Trades(WireCall call)
    {
        var prints = kraken.Market.After(call["since"] is { } since ? long.Parse(since, CultureInfo.InvariantCulture) : null).ToList();
        var rows = prints.Select(print =>
            $"[\"{Wire.Of(print.Price)}\",\"{Wire.Of(print.Volume)}\",{Wire.Seconds(print.Time)},\"{(print.IsBuy ? 'b' : 's')}\",\"m\",\"\",{print.Id}]");
        var last = prints.Count > 0 ? prints[^1].Nanoseconds.ToString(CultureInfo.InvariantCulture) : call["since"];
        return WireReply.Result($"{{\"{Market.PairId}\":[{string.Join(',', rows)}],\"last\":\"{last}\"}}");
    }

    private string Balances()
    {
        var account = kraken.Account;
        var (quote, held) = (account.Quote, account.Base);
        return $"{{\"ZUSD\":{{\"balance\":\"{Wire.Of(quote)}\",\"hold_trade\":\"{Wire.Of(quote - Matching.Available(isQuote: true))}\"}},"
            + $"\"XXBT\":{{\"balance\":\"{Wire.Of(held)}\",\"hold_trade\":\"{Wire.Of(held - Matching.Available(isQuote: false))}\"}}}}";
    }

    private IEnumerable<ExchangeOrder> Listed(WireCall call, Func<ExchangeOrder, bool> isWanted) =>
        kraken.Visible.Where(order => isWanted(order)
            && (call["cl_ord_id"] is not { } id || kraken.Habits.IgnoresFilters || order.ClientId == id));

    private WireReply Closed(WireCall call)
    {
        var start = Start(call);
        var all = Listed(call, order => !order.IsOpen && (order.OpenedAt > start || order.ClosedAt > start))
            .OrderByDescending(order => order.ClosedAt).ToList();
        var page = all.Skip(Offset(call)).Take(Page);
        return WireReply.Result($"{{\"closed\":{{{Orders(page)}}},\"count\":{all.Count}}}");
    }

    private WireReply Ledgers(WireCall call)
    {
        var start = Start(call);
        var assets = call["asset"]?.Split(',');
        var all = kraken.Account.Ledger
            .Where(entry => entry.Time > start && (assets is null or ["all"] || assets.Contains(entry.Asset)))
            .Reverse().ToList();
        var page = all.Skip(Offset(call)).Take(Page).Select(Wire.RestEntry);
        return WireReply.Result($"{{\"ledger\":{{{string.Join(',', page)}}},\"count\":{all.Count}}}");
    }

    private WireReply Add(WireCall call)
    {
        var deadline = call["deadline"] is { } text ? (DateTime?)Instant(text) : null;
        var left = deadline - kraken.Time.Utc;
        if (left > TimeSpan.FromSeconds(60))
            return WireReply.Error("EGeneral:Invalid arguments:deadline");
        var ticket = new Ticket
        {
            IsBuy = call["type"] == "buy",
            Volume = decimal.Parse(call["volume"]!, CultureInfo.InvariantCulture),
            Limit = call["ordertype"] == "limit" ? decimal.Parse(call["price"]!, CultureInfo.InvariantCulture) : null,
            IsPostOnly = call["oflags"]!.Contains("post", StringComparison.Ordinal),
            IsFeeInQuote = call["oflags"]!.Contains("fciq", StringComparison.Ordinal),
            ClientId = call["cl_ord_id"],
            Deadline = deadline,
        };
        if (Matching.WhyNot(ticket) is { } reason)
            return WireReply.Error(reason);
        if (call["validate"] == "true")
            return WireReply.Result("""{"descr":{"order":"validated"}}""");
        kraken.Census.Count("orders by REST");
        return WireReply.Result($"{{\"descr\":{{\"order\":\"taken\"}},\"txid\":[\"{Matching.Place(ticket).Id}\"]}}");
    }

    private WireReply Switch(int seconds)
    {
        kraken.Census.Count("dead man's switch set");
        Matching.SetSwitch(seconds);
        var trigger = seconds == 0 ? "0" : Wire.Instant(kraken.Time.Utc.AddSeconds(seconds));
        return WireReply.Result($"{{\"currentTime\":\"{Wire.Instant(kraken.Time.Utc)}\",\"triggerTime\":\"{trigger}\"}}");
    }

    private IEnumerable<Fill> Fills(WireCall call) =>
        Matching.Orders.SelectMany(order => order.Fills).Where(fill => Ids(call).Contains(fill.Id));

    private static string[] Ids(WireCall call) => call["txid"]!.Split(',');

    /// <summary>Lists begin after it.</summary>
    private static DateTime Start(WireCall call) => call["start"] is { } text
        ? DateTime.UnixEpoch.AddSeconds(double.Parse(text, CultureInfo.InvariantCulture))
        : DateTime.MinValue;

    private static int Offset(WireCall call) => int.Parse(call["ofs"] ?? "0", CultureInfo.InvariantCulture);

    private static string Orders(IEnumerable<ExchangeOrder> orders) => string.Join(',', orders.Select(Wire.RestOrder));

    public static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}

using System.Text.Json;

namespace TradingBot.Worlds.Exchange;

/// <summary>The exchange's WebSockets: who is connected, and what all of them are told.</summary>
internal sealed class ModelSockets(KrakenModel kraken)
{
    private readonly List<SocketPeer> _peers = [];
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private int _tokenNumber;

    /// <summary>A fresh one, good until <see cref="ForgetTokens"/>.</summary>
    public string NewToken()
    {
        var token = $"token-{++_tokenNumber}";
        _tokens.Add(token);
        return token;
    }

    public bool IsGood(string? token) => token is not null && _tokens.Contains(token);

    /// <summary>Every token has expired.</summary>
    public void ForgetTokens()
    {
        kraken.Census.Count("tokens expired");
        _tokens.Clear();
    }

    /// <summary>Takes a new connection.</summary>
    /// <param name="isPrivate">Of the account.</param>
    /// <param name="send">Sends it a frame.</param>
    public SocketPeer Connect(bool isPrivate, Action<string> send)
    {
        var peer = new SocketPeer(kraken, isPrivate, send);
        _peers.Add(peer);
        peer.SendMode();
        Beat(peer);
        return peer;
    }

    public void Disconnect(SocketPeer peer)
    {
        peer.IsConnected = false;
        _peers.Remove(peer);
    }

    public void TellMode()
    {
        foreach (var peer in _peers)
            peer.SendMode();
    }

    public void Tell(Print print)
    {
        foreach (var peer in _peers.ToArray())
            peer.Tell(print);
    }

    public void Tell(string step, ExchangeOrder order, Fill? fill)
    {
        if (kraken.Chaos.IsOn && order.ToldFrom > kraken.Time.Utc)
            return;
        foreach (var peer in _peers.ToArray())
            peer.Tell(step, order, fill);
    }

    private void Beat(SocketPeer peer) => kraken.Time.After(2, () =>
    {
        if (!peer.IsConnected)
            return;
        peer.Beat();
        Beat(peer);
    });
}

/// <summary>One connection, from the exchange's side.</summary>
internal sealed class SocketPeer(KrakenModel kraken, bool isPrivate, Action<string> send)
{
    private bool _followsTrades;
    private bool _followsOrders;
    private long _sequence;

    public bool IsConnected { get; set; } = true;

    public void SendMode() => send(
        $$"""{"channel":"status","type":"update","data":[{"system":"{{kraken.Matching.Mode}}","connection_id":1,"version":"2","api_version":"v2"}]}""");

    public void Beat() => send("""{"channel":"heartbeat"}""");

    public void Tell(Print print)
    {
        if (_followsTrades)
            SendTrades("update", [print]);
    }

    public void Tell(string step, ExchangeOrder order, Fill? fill)
    {
        if (!_followsOrders)
            return;
        var sequence = ++_sequence;
        if (kraken.Chaos.Happens(Fault.SequenceGap))
            return;
        var row = Wire.Row(step, order, fill, isWhole: step == "pending_new", hasTotals: step != "pending_new");
        send($$"""{"channel":"executions","type":"update","sequence":{{sequence}},"data":[{{row}}]}""");
    }

    /// <summary>Does what a frame asks, when it arrives.</summary>
    public void Take(byte[] frame)
    {
        using var json = JsonDocument.Parse(frame);
        var request = json.RootElement;
        var number = request.GetProperty("req_id").GetInt64();
        var method = request.GetProperty("method").GetString()!;
        var parameters = request.TryGetProperty("params", out var given) ? given : default;
        switch (method)
        {
            case "ping":
                send($$"""{"method":"pong","req_id":{{number}},{{Times}}}""");
                break;
            case "subscribe":
                Subscribe(number, parameters);
                break;
            case "unsubscribe":
                Unsubscribe(number, parameters);
                break;
            case "add_order":
                Answer(method, number, () => Add(parameters));
                break;
            case "cancel_order":
                Answer(method, number, () => Cancel(parameters));
                break;
            default:
                send(Refusal(method, number, "Unsupported event"));
                break;
        }
    }

    private string Times => $"\"time_in\":\"{Wire.Instant(kraken.Time.Utc)}\",\"time_out\":\"{Wire.Instant(kraken.Time.Utc)}\"";

    private string Refusal(string method, long number, string error) =>
        $$"""{"error":"{{error}}","method":"{{method}}","req_id":{{number}},"success":false,{{Times}}}""";

    private void Subscribe(long number, JsonElement parameters)
    {
        var channel = parameters.GetProperty("channel").GetString()!;
        if (channel == "executions" && !HasToken(parameters))
        {
            send(Refusal("subscribe", number, "EAPI:Invalid token"));
            return;
        }

        send($$"""{"method":"subscribe","req_id":{{number}},"result":{"channel":"{{channel}}"},"success":true,{{Times}}}""");
        switch (channel)
        {
            case "trade":
                _followsTrades = true;
                SendTrades("snapshot", kraken.Market.Tape.TakeLast(20));
                break;
            case "book":
                send(BookText.Snapshot(kraken.Matching.Bid, kraken.Matching.Ask, kraken.Time.Utc));
                break;
            case "executions":
                _followsOrders = true;
                _sequence = 0;
                SendOrders();
                break;
        }
    }

    private void Unsubscribe(long number, JsonElement parameters)
    {
        var channel = parameters.GetProperty("channel").GetString()!;
        _followsTrades &= channel != "trade";
        _followsOrders &= channel != "executions";
        send($$"""{"method":"unsubscribe","req_id":{{number}},"result":{"channel":"{{channel}}"},"success":true,{{Times}}}""");
    }

    private void SendTrades(string type, IEnumerable<Print> prints)
    {
        var rows = prints.Select(print =>
            $"{{\"symbol\":\"{Market.Symbol}\",\"side\":\"{(print.IsBuy ? "buy" : "sell")}\",\"price\":{Wire.Of(print.Price)},"
            + $"\"qty\":{Wire.Of(print.Volume)},\"ord_type\":\"market\",\"trade_id\":{print.Id},\"timestamp\":\"{Wire.Instant(print.Time)}\"}}");
        send($$"""{"channel":"trade","type":"{{type}}","data":[{{string.Join(',', rows)}}]}""");
    }

    private void SendOrders()
    {
        var visible = kraken.Visible.Where(order => !order.IsForeign && (!kraken.Chaos.IsOn || order.ToldFrom <= kraken.Time.Utc)).ToList();
        var open = visible.Where(order => order.IsOpen).Select(order => Wire.Row("status", order, null, isWhole: true, hasTotals: true));
        var fills = visible.SelectMany(order => order.Fills).OrderBy(fill => fill.Time).TakeLast(50)
            .Select(fill => Wire.Row("trade", fill.Order, fill, isWhole: true, hasTotals: !kraken.Habits.HasBareSnapshots));
        send($$"""{"channel":"executions","type":"snapshot","sequence":{{++_sequence}},"data":[{{string.Join(',', open.Concat(fills))}}]}""");
    }

    private bool HasToken(JsonElement parameters) =>
        isPrivate && kraken.Sockets.IsGood(parameters.GetProperty("token").GetString()) && !kraken.Chaos.Happens(Fault.TokenRefused);

    private void Answer(string method, long number, Func<string> act)
    {
        if (kraken.Chaos.Happens(Fault.RateLimit))
        {
            send(Refusal(method, number, kraken.Chaos.Below(2) == 0 ? "EOrder:Rate limit exceeded" : "Exceeded msg rate"));
            return;
        }

        if (kraken.Chaos.Happens(Fault.ServiceError))
        {
            kraken.Matching.Unsaid(() => act());
            send(Refusal(method, number, kraken.Chaos.Below(2) == 0 ? "EService:Unavailable" : "EService:Busy"));
            return;
        }

        var outcome = act();
        send(outcome.StartsWith('{')
            ? $$"""{"method":"{{method}}","req_id":{{number}},"result":{{outcome}},"success":true,{{Times}}}"""
            : Refusal(method, number, outcome));
    }

    private string Add(JsonElement order)
    {
        if (!HasToken(order))
            return kraken.Chaos.Below(2) == 0 ? "EAPI:Invalid token" : "ESession:Invalid session";
        var isLimit = order.GetProperty("order_type").GetString() == "limit";
        var ticket = new Ticket
        {
            IsBuy = order.GetProperty("side").GetString() == "buy",
            Volume = order.GetProperty("order_qty").GetDecimal(),
            Limit = isLimit ? order.GetProperty("limit_price").GetDecimal() : null,
            IsPostOnly = order.TryGetProperty("post_only", out var post) && post.GetBoolean(),
            IsFeeInQuote = order.GetProperty("fee_preference").GetString() == "quote",
            ClientId = order.GetProperty("cl_ord_id").GetString(),
            Deadline = ModelRest.Instant(order.GetProperty("deadline").GetString()!),
        };
        if (kraken.Matching.WhyNot(ticket) is { } reason)
            return reason;
        kraken.Census.Count("orders by WebSocket");
        return $$"""{"order_id":"{{kraken.Matching.Place(ticket).Id}}","cl_ord_id":"{{ticket.ClientId}}"}""";
    }

    private string Cancel(JsonElement parameters)
    {
        if (!HasToken(parameters))
            return "EAPI:Invalid token";
        var name = parameters.TryGetProperty("order_id", out var id) ? id : parameters.GetProperty("cl_ord_id");
        return kraken.Matching.Cancel(name[0].GetString()!) ?? $$"""{"order_id":"{{name[0].GetString()}}"}""";
    }
}

using System.Buffers;
using System.Text.Json;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>The requests of WebSocket v2 as JSON. Figures are JSON numbers: a string is refused there.</summary>
internal static class SocketRequests
{
    public static byte[] Ping(long requestId) => Write("ping", requestId, null);

    /// <param name="subscriptions">What to follow: alike but for their symbols.</param>
    /// <param name="requestId">The number that the answers will carry, one for each symbol.</param>
    /// <param name="token">For a private channel.</param>
    public static byte[] Subscribe(IReadOnlyList<Subscription> subscriptions, long requestId, string? token) =>
        Write("subscribe", requestId, json =>
        {
            WriteKey(json, subscriptions, token);
            switch (subscriptions[0].Channel)
            {
                case SocketChannel.Executions:
                    // Kraken's text and its table disagree about the defaults of these two: both are said.
                    json.WriteBoolean("snap_orders", true);
                    json.WriteBoolean("snap_trades", true);
                    json.WriteBoolean("order_status", true);
                    json.WriteBoolean("ratecounter", true);
                    break;
                default:
                    json.WriteBoolean("snapshot", true);
                    break;
            }
        });

    /// <summary>Names the same channel, symbol, depth and interval as the subscription did.</summary>
    public static byte[] Unsubscribe(Subscription subscription, long requestId, string? token) =>
        Write("unsubscribe", requestId, json => WriteKey(json, [subscription], token));

    public static byte[] AddOrder(KrakenOrder kraken, long requestId, string token) =>
        Write("add_order", requestId, json =>
        {
            var order = kraken.Order;
            json.WriteString("order_type", kraken.KindWord);
            json.WriteString("side", order.SideWord);
            json.WriteString("symbol", kraken.Pair.Socket);
            WriteNumber(json, "order_qty", order.Volume);
            if (order.LimitPrice is { } limit)
            {
                WriteNumber(json, "limit_price", limit);
                json.WriteString("time_in_force", "gtc");
            }

            json.WriteString("cl_ord_id", kraken.ClientOrderId);
            WriteDeadline(json, order.Deadline);
            WriteIfTrue(json, "post_only", order.IsPostOnly);
            WriteIfTrue(json, "reduce_only", order.IsReduceOnly);
            WriteIfTrue(json, "margin", order.Leverage is > 1);
            json.WriteString("fee_preference", "quote");
            WriteIfTrue(json, "validate", kraken.IsValidatedOnly);
            json.WriteString("token", token);
        });

    public static byte[] CancelOrder(OrderReference order, long requestId, string token) =>
        Write("cancel_order", requestId, json =>
        {
            json.WriteStartArray(order.ExchangeId is null ? "cl_ord_id" : "order_id");
            json.WriteStringValue(order.ExchangeId ?? order.ClientOrderText);
            json.WriteEndArray();
            json.WriteString("token", token);
        });

    private static byte[] Write(string method, long requestId, Action<Utf8JsonWriter>? writeParameters)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            if (writeParameters is not null)
            {
                json.WriteStartObject("params");
                writeParameters(json);
                json.WriteEndObject();
            }

            json.WriteNumber("req_id", requestId);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteKey(Utf8JsonWriter json, IReadOnlyList<Subscription> subscriptions, string? token)
    {
        var first = subscriptions[0];
        json.WriteString("channel", first.ChannelWord);
        if (first.Symbol.Length > 0)
        {
            json.WriteStartArray("symbol");
            foreach (var subscription in subscriptions)
                json.WriteStringValue(subscription.Symbol);
            json.WriteEndArray();
        }

        if (first.Depth > 0)
            json.WriteNumber("depth", first.Depth);
        if (first.Interval > 0)
            json.WriteNumber("interval", first.Interval);
        if (token is not null)
            json.WriteString("token", token);
    }

    // Kraken's parser distinguishes integers from floats and asks for a float: 30000 is written as 30000.0.
    private static void WriteNumber(Utf8JsonWriter json, string name, decimal value) =>
        json.WriteNumber(name, value.Scale == 0 ? value + 0.0m : value);

    private static void WriteIfTrue(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }

    private static void WriteDeadline(Utf8JsonWriter json, DateTime? deadline)
    {
        if (deadline is { } utc)
            json.WriteString("deadline", KrakenTime.Rfc3339(utc));
    }
}

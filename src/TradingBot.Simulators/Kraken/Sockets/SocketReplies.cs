using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>Answers one request, in as many messages as it needs.</summary>
/// <param name="method">Repeated in each; <c>error</c> where the request did not say one.</param>
/// <param name="id">Repeated in each; null: left out.</param>
/// <param name="received">Exchange time at which the request came.</param>
/// <param name="now">Exchange time.</param>
/// <param name="send">Sends one.</param>
internal sealed class SocketReplies(
    string method, long? id, DateTime received, Func<DateTime> now, Action<JsonObject> send)
{
    public void Accept(JsonNode result, Action<JsonObject>? more = null)
    {
        var reply = Start();
        reply["result"] = result;
        reply["success"] = true;
        more?.Invoke(reply);
        Send(reply);
    }

    /// <summary>An answer without a result of its own.</summary>
    public void Accept(Action<JsonObject> more)
    {
        var reply = Start();
        reply["success"] = true;
        more(reply);
        Send(reply);
    }

    public void Refuse(string error, string? symbol = null)
    {
        var reply = Start();
        reply["error"] = error;
        reply["success"] = false;
        if (symbol is not null)
            reply["symbol"] = symbol;
        Send(reply);
    }

    /// <summary>The answer to a ping has neither result nor success.</summary>
    public void Pong()
    {
        var reply = Start();
        reply["method"] = "pong";
        Send(reply);
    }

    private JsonObject Start()
    {
        var reply = new JsonObject { ["method"] = method };
        if (id is not null)
            reply["req_id"] = id;
        return reply;
    }

    private void Send(JsonObject reply)
    {
        reply["time_in"] = UnixTime.Stamp(received);
        reply["time_out"] = UnixTime.Stamp(now());
        send(reply);
    }
}

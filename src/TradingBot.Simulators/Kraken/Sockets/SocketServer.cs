using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>Accepts WebSockets, reads their requests, lets go wrong what shall.</summary>
internal sealed class SocketServer(
    Exchange exchange, SocketHub hub, TimeProvider time, Action happened, CancellationToken stop)
{
    private static readonly FaultKind[] Possible =
    [
        FaultKind.LostRequest, FaultKind.LostReply, FaultKind.LateRequest, FaultKind.LateReply, FaultKind.ReplyTwice,
        FaultKind.RequestTwice, FaultKind.Error, FaultKind.DroppedConnection, FaultKind.Maintenance,
        FaultKind.ClockSkew,
    ];

    private readonly SubscriptionMethods _subscriptions = new(exchange, hub);
    private readonly TradingMethods _trading = new(exchange);

    public async Task HandleAsync(HttpContext context, SocketEndpoint endpoint)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new SocketConnection(socket, endpoint, time);
        lock (exchange.Gate)
            hub.Add(connection);
        try
        {
            await connection.RunAsync(message => ReceiveAsync(connection, message), stop);
        }
        finally
        {
            lock (exchange.Gate)
                hub.Remove(connection);
        }
    }

    private async Task ReceiveAsync(SocketConnection connection, ReadOnlyMemory<byte> message)
    {
        SocketRequest request;
        DateTime received;
        lock (exchange.Gate)
            received = exchange.ShownNow;
        try
        {
            request = SocketRequest.Parse(message);
        }
        catch (KrakenRefusal refusal)
        {
            var nameless = new SocketReplies("error", id: null, received, () => received, connection.Send);
            nameless.Refuse(refusal.Message);
            return;
        }

        var fault = exchange.Faults.Next(request.Method, Possible);
        var delay = TimeSpan.FromMilliseconds(fault?.Milliseconds ?? 0);
        if (fault?.Fault == FaultKind.LostRequest)
            return;
        if (fault?.Fault == FaultKind.LateRequest)
            await Task.Delay(delay, time, stop);
        if (fault?.Fault == FaultKind.LateReply)
        {
            var late = new List<JsonNode>();
            Handle(connection, request, fault, received, late.Add);
            await Task.Delay(delay, time, stop);
            late.ForEach(connection.Send);
        }
        else
        {
            Handle(connection, request, fault, received, connection.Send);
        }

        happened();
    }

    private void Handle(
        SocketConnection connection, SocketRequest request, FaultRule? fault, DateTime received, Action<JsonNode> send)
    {
        lock (exchange.Gate)
        {
            exchange.Advance();
            Action<JsonObject> reply = fault?.Fault switch
            {
                FaultKind.LostReply => _ => { }
                ,
                FaultKind.DroppedConnection => _ => connection.Abort(),
                FaultKind.ReplyTwice => message =>
                {
                    send(message);
                    send(message);
                }
                ,
                _ => send,
            };
            var replies = new SocketReplies(request.Method, request.Id, received, () => exchange.ShownNow, reply);
            if (fault?.Fault == FaultKind.Maintenance)
                exchange.SetStatus(ExchangeStatus.Maintenance, TimeSpan.FromMilliseconds(fault.Milliseconds));
            if (fault?.Fault == FaultKind.ClockSkew)
                exchange.Skew = TimeSpan.FromMilliseconds(fault.Milliseconds);
            if (fault?.Fault == FaultKind.Error)
            {
                var unheard = new SocketReplies(request.Method, request.Id, received, () => received, _ => { });
                if (fault.Applied)
                    Dispatch(connection, request, unheard, received);
                replies.Refuse(fault.Error);
                return;
            }

            Dispatch(connection, request, replies, received);
            if (fault?.Fault == FaultKind.RequestTwice)
                Dispatch(connection, request, replies, received);
        }
    }

    private void Dispatch(SocketConnection connection, SocketRequest request, SocketReplies replies, DateTime received)
    {
        try
        {
            SocketFields.Check(request);
            switch (request.Method)
            {
                case "ping":
                    replies.Pong();
                    break;
                case "subscribe":
                    _subscriptions.Subscribe(connection, request, replies);
                    break;
                case "unsubscribe":
                    _subscriptions.Unsubscribe(connection, request, replies);
                    break;
                default:
                    Trade(connection, request, replies, received - exchange.Skew);
                    break;
            }
        }
        catch (KrakenRefusal refusal)
        {
            replies.Refuse(refusal.Message);
        }
    }

    private void Trade(SocketConnection connection, SocketRequest request, SocketReplies replies, DateTime received)
    {
        Action? method = request.Method switch
        {
            "add_order" => () => _trading.Add(request, replies, received),
            "batch_add" => () => _trading.AddBatch(request, replies, received),
            "amend_order" => () => _trading.Amend(request, replies, received),
            "edit_order" => () => _trading.Edit(request, replies, received),
            "cancel_order" => () => _trading.Cancel(request, replies),
            "batch_cancel" => () => _trading.CancelBatch(request, replies),
            "cancel_all" => () => _trading.CancelAll(replies),
            "cancel_all_orders_after" => () => _trading.CancelAllAfter(request, replies),
            _ => null,
        };
        if (method is null)
            throw new KrakenRefusal("Unsupported event");
        SocketAccess.Check(exchange, connection, request);
        method();
    }
}

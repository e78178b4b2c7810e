using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Sockets.Wire;

namespace TradingBot.Kraken.Sockets;

/// <summary>
/// Changes orders over the private WebSocket, by the same rules as by REST: sent once, waits for the pair's counter,
/// and a lost answer is <see cref="Answer{T}.Unknown"/>. Do not cancel before the add is answered: two requests may
/// reach the engine in the other order.
/// </summary>
/// <param name="socket">The private connection.</param>
/// <param name="allowance">Shared with REST: Kraken counts both together.</param>
/// <param name="limit">How long an answer is waited for.</param>
internal sealed class OrderSocket(KrakenSocket socket, TradingAllowance allowance, TimeSpan limit)
{
    /// <returns>A success carries <c>order_id</c>, empty when only validated.</returns>
    /// <exception cref="ArgumentException">The order lacks a figure its kind needs.</exception>
    public async Task<Answer<Acknowledgement>> AddOrderAsync(NewOrder order, CancellationToken cancellation)
    {
        order.Check();
        var (pair, id) = (order.Pair.Id, order.ClientOrderId);
        await allowance.TakeAsync(pair, TradingAction.Add, id, cancellation).ConfigureAwait(false);
        var answer = await socket
            .RequestAsync((number, token) => SocketRequests.AddOrder(order, number, token), limit, cancellation)
            .ConfigureAwait(false);
        allowance.Learn(pair, TradingAction.Add, id, answer);
        if (order.IsValidatedOnly)
            allowance.Closed(pair, id);
        else if (answer is Answer<Acknowledgement>.Success { Value.Result.OrderId: null or "" }
            or Answer<Acknowledgement>.Success { Value.Result: null })
            return new Answer<Acknowledgement>.Unknown("an answer without an order_id");
        return answer;
    }

    public async Task<Answer<Acknowledgement>> AmendOrderAsync(OrderChange change, CancellationToken cancellation)
    {
        var (pair, id) = (change.Order.Pair.Id, change.Order.ClientOrderId);
        await allowance.TakeAsync(pair, TradingAction.Amend, id, cancellation).ConfigureAwait(false);
        var answer = await socket
            .RequestAsync((number, token) => SocketRequests.AmendOrder(change, number, token), limit, cancellation)
            .ConfigureAwait(false);
        allowance.Learn(pair, TradingAction.Amend, id, answer);
        return answer;
    }

    /// <summary>A cancel may be repeated by the caller: the second one finds the order gone.</summary>
    public async Task<Answer<Acknowledgement>> CancelOrderAsync(OrderReference order, CancellationToken cancellation)
    {
        var (pair, id) = (order.Pair.Id, order.ClientOrderId);
        await allowance.TakeAsync(pair, TradingAction.Cancel, id, cancellation).ConfigureAwait(false);
        var answer = await socket
            .RequestAsync((number, token) => SocketRequests.CancelOrder(order, number, token), limit, cancellation)
            .ConfigureAwait(false);
        allowance.Learn(pair, TradingAction.Cancel, id, answer);
        return answer;
    }

    /// <summary>Cancels every open order of the account, whoever placed it; <c>count</c> tells how many.</summary>
    public Task<Answer<Acknowledgement>> CancelAllAsync(CancellationToken cancellation) =>
        socket.RequestAsync(SocketRequests.CancelAll, limit, cancellation);

    /// <summary>The dead man's switch, as by REST.</summary>
    /// <param name="seconds">0 turns it off; less than 86,400.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public Task<Answer<Acknowledgement>> CancelAllOrdersAfterAsync(int seconds, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(seconds, 86_400);
        return socket.RequestAsync(
            (number, token) => SocketRequests.CancelAllOrdersAfter(seconds, number, token), limit, cancellation);
    }
}

using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

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
    public async Task<Answer<Acknowledgement>> AddOrderAsync(KrakenOrder order, CancellationToken cancellation)
    {
        var (pair, id) = (order.Pair.Socket, order.ClientOrderId);
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

    /// <summary>A cancel may be repeated by the caller: the second one finds the order gone.</summary>
    public async Task<Answer<Acknowledgement>> CancelOrderAsync(
        PairNames names, OrderReference order, CancellationToken cancellation)
    {
        var (pair, id) = (names.Socket, order.ClientOrderText);
        await allowance.TakeAsync(pair, TradingAction.Cancel, id, cancellation).ConfigureAwait(false);
        var answer = await socket
            .RequestAsync((number, token) => SocketRequests.CancelOrder(order, number, token), limit, cancellation)
            .ConfigureAwait(false);
        allowance.Learn(pair, TradingAction.Cancel, id, answer);
        return answer;
    }
}

using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>
/// Changes orders by REST. Every call is sent once and never again by this class; one that ends
/// <see cref="Answer{T}.Unknown"/> is settled by asking for our own <c>cl_ord_id</c>. Each waits for the counter of its
/// pair.
/// </summary>
internal sealed class OrderRest(PrivateTransport transport, TradingAllowance allowance)
{
    /// <summary>
    /// True: each order says that its owner agrees to trade, which Kraken requires of some accounts; by WebSocket none
    /// can say it.
    /// </summary>
    public bool AgreesToTrading { get; init; }

    public async Task<Answer<OrderPlaced>> AddOrderAsync(KrakenOrder order, CancellationToken cancellation)
    {
        await allowance.TakeAsync(order.Pair.Socket, TradingAction.Add, order.ClientOrderId, cancellation)
            .ConfigureAwait(false);
        var call = new RestCall("AddOrder", Fields(order));
        var sending = order.IsValidatedOnly
            ? transport.CheckAsync(call, cancellation)
            : transport.WriteAsync(call, cancellation);
        var answer = await sending.As(RestJson.Default.OrderPlaced).ConfigureAwait(false);
        allowance.Learn(order.Pair.Socket, TradingAction.Add, order.ClientOrderId, answer);
        if (order.IsValidatedOnly)
            allowance.Closed(order.Pair.Socket, order.ClientOrderId);
        return answer switch
        {
            Answer<OrderPlaced>.Success { Value.OrderIds: [] } when !order.IsValidatedOnly =>
                new Answer<OrderPlaced>.Unknown("an answer without a txid"),
            _ => answer,
        };
    }

    /// <summary>A cancel may be repeated by the caller: the second one finds the order gone.</summary>
    public async Task<Answer<OrdersCancelled>> CancelOrderAsync(
        PairNames pair, OrderReference order, CancellationToken cancellation)
    {
        await allowance.TakeAsync(pair.Socket, TradingAction.Cancel, order.ClientOrderText, cancellation)
            .ConfigureAwait(false);
        var answer = await transport
            .WriteAsync(new RestCall("CancelOrder", Name(order, new FormFields())), cancellation)
            .As(RestJson.Default.OrdersCancelled).ConfigureAwait(false);
        allowance.Learn(pair.Socket, TradingAction.Cancel, order.ClientOrderText, answer);
        return answer;
    }

    /// <summary>
    /// The dead man's switch: without another call in time, Kraken cancels every order of the account. To be renewed
    /// every 15 to 30 seconds with 60; to be turned off before maintenance.
    /// </summary>
    /// <param name="seconds">0 turns it off; less than 86,400.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public Task<Answer<CancelTimer>> CancelAllOrdersAfterAsync(int seconds, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(seconds, 86_400);
        return transport
            .WriteAsync(new RestCall("CancelAllOrdersAfter", new FormFields().Add("timeout", seconds)), cancellation)
            .As(RestJson.Default.CancelTimer);
    }

    // The fee currency is always said: Kraken's default is quote for a buy and base for a sell.
    private FormFields Fields(KrakenOrder order) => new FormFields()
        .Add("pair", order.Pair.Id)
        .Add("type", order.Order.SideWord)
        .Add("ordertype", order.KindWord)
        .Add("volume", order.Order.Volume)
        .Add("price", order.Order.LimitPrice)
        .Add("leverage", order.Order.Leverage)
        .AddIfTrue("reduce_only", order.Order.IsReduceOnly)
        .Add("oflags", order.Order.IsPostOnly ? "fciq,post" : "fciq")
        .Add("cl_ord_id", order.ClientOrderId)
        .Add("deadline", order.Order.Deadline is { } deadline ? KrakenTime.Rfc3339(deadline) : null)
        .Add("trading_agreement", AgreesToTrading ? "agree" : null)
        .AddIfTrue("validate", order.IsValidatedOnly);

    private static FormFields Name(OrderReference order, FormFields fields) => order.ExchangeId is { } id
        ? fields.Add("txid", id)
        : fields.Add("cl_ord_id", order.ClientOrderText);

}

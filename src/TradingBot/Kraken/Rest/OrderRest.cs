using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Kraken.Rest;

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

    /// <exception cref="ArgumentException">The order lacks a figure its kind needs.</exception>
    public async Task<Answer<OrderPlaced>> AddOrderAsync(NewOrder order, CancellationToken cancellation)
    {
        order.Check();
        await allowance.TakeAsync(order.Pair.Id, TradingAction.Add, order.ClientOrderId, cancellation)
            .ConfigureAwait(false);
        var call = new RestCall("AddOrder", Fields(order));
        var sending = order.IsValidatedOnly
            ? transport.CheckAsync(call, cancellation)
            : transport.WriteAsync(call, cancellation);
        var answer = await sending.As(KrakenJson.Default.OrderPlaced).ConfigureAwait(false);
        allowance.Learn(order.Pair.Id, TradingAction.Add, order.ClientOrderId, answer);
        if (order.IsValidatedOnly)
            allowance.Closed(order.Pair.Id, order.ClientOrderId);
        return answer switch
        {
            Answer<OrderPlaced>.Success { Value.OrderIds: [] } when !order.IsValidatedOnly =>
                new Answer<OrderPlaced>.Unknown("an answer without a txid"),
            _ => answer,
        };
    }

    public async Task<Answer<OrderAmended>> AmendOrderAsync(OrderChange change, CancellationToken cancellation)
    {
        await TakeAsync(TradingAction.Amend, change.Order, cancellation).ConfigureAwait(false);
        var answer = await transport.WriteAsync(new RestCall("AmendOrder", Fields(change)), cancellation)
            .As(KrakenJson.Default.OrderAmended).ConfigureAwait(false);
        allowance.Learn(change.Order.Pair.Id, TradingAction.Amend, change.Order.ClientOrderId, answer);
        return answer;
    }

    /// <summary>A cancel may be repeated by the caller: the second one finds the order gone.</summary>
    public async Task<Answer<OrdersCancelled>> CancelOrderAsync(OrderReference order, CancellationToken cancellation)
    {
        await TakeAsync(TradingAction.Cancel, order, cancellation).ConfigureAwait(false);
        var answer = await transport
            .WriteAsync(new RestCall("CancelOrder", Name(order, new FormFields())), cancellation)
            .As(KrakenJson.Default.OrdersCancelled).ConfigureAwait(false);
        allowance.Learn(order.Pair.Id, TradingAction.Cancel, order.ClientOrderId, answer);
        return answer;
    }

    /// <summary>Cancels every open order of the account, whoever placed it.</summary>
    public Task<Answer<OrdersCancelled>> CancelAllAsync(CancellationToken cancellation) =>
        transport.WriteAsync(new RestCall("CancelAll", new FormFields()), cancellation)
            .As(KrakenJson.Default.OrdersCancelled);

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
            .As(KrakenJson.Default.CancelTimer);
    }

    private FormFields Fields(NewOrder order) => new FormFields()
        .Add("pair", order.Pair.Id)
        .Add("type", order.SideWord)
        .Add("ordertype", order.KindWord)
        .Add("volume", order.Volume)
        .Add("price", order.HasTrigger ? order.TriggerPrice : order.LimitPrice)
        .Add("price2", order.HasTrigger ? order.LimitPrice : null)
        .Add("leverage", order.Leverage)
        .AddIfTrue("reduce_only", order.IsReduceOnly)
        .Add("oflags", Flags(order))
        .Add("timeinforce", order.TimeInForce == TimeInForce.Gtc ? null : $"{order.TimeInForce}".ToUpperInvariant())
        .Add("expiretm", order.ExpireTime is { } expiry ? KrakenTime.UnixSeconds(expiry) : null)
        .Add("cl_ord_id", order.ClientOrderId)
        .Add("deadline", order.Deadline is { } deadline ? KrakenTime.Rfc3339(deadline) : null)
        .Add("trading_agreement", AgreesToTrading ? "agree" : null)
        .AddIfTrue("validate", order.IsValidatedOnly);

    private static FormFields Fields(OrderChange change) => Name(change.Order, new FormFields())
        .Add("order_qty", change.Volume)
        .Add("limit_price", change.LimitPrice)
        .Add("trigger_price", change.TriggerPrice)
        .AddIfTrue("post_only", change.IsPostOnly)
        .Add("deadline", change.Deadline is { } deadline ? KrakenTime.Rfc3339(deadline) : null);

    private static FormFields Name(OrderReference order, FormFields fields) => order.OrderId is { } id
        ? fields.Add("txid", id)
        : fields.Add("cl_ord_id", order.ClientOrderId);

    // The fee currency is always said: Kraken's default is quote for a buy and base for a sell.
    private static string Flags(NewOrder order)
    {
        var flags = order.FeeCurrency == FeeCurrency.Quote ? "fciq" : "fcib";
        if (order.IsPostOnly)
            flags += ",post";
        return order.IsVolumeInQuote ? flags + ",viqc" : flags;
    }

    private Task TakeAsync(TradingAction action, OrderReference order, CancellationToken cancellation) =>
        allowance.TakeAsync(order.Pair.Id, action, order.ClientOrderId, cancellation);
}

using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Looks for orders in Kraken's lists.</summary>
/// <param name="account">Gives the lists of open and closed orders.</param>
/// <param name="pairs">Those that have been looked up.</param>
/// <param name="ledger">Tells what was charged in base.</param>
internal sealed class KrakenOrderSearch(AccountRest account, ListedPairs pairs, KrakenLedger ledger)
{
    private const int PageLength = 50;
    private const int MaxPages = 20;

    /// <inheritdoc cref="IAccount.FindAsync"/>
    public Task<Answer<OrderReport?>> FindAsync(OrderCommand.Find find, CancellationToken cancellation) =>
        find.List switch
        {
            OrderList.Open => InOpenOrdersAsync(find, cancellation),
            OrderList.Closed => InClosedOrdersAsync(find, cancellation),
            _ => ByIdAsync(find, cancellation),
        };

    /// <inheritdoc cref="IAccount.OrdersAsync"/>
    public async Task<Answer<AccountOrders>> SinceAsync(DateTime since, CancellationToken cancellation)
    {
        var open = await account.OpenOrdersAsync(clientOrderId: null, cancellation).ConfigureAwait(false);
        if (open is not Answer<OpenOrdersInfo>.Success { Value.Open: var openOrders })
            return open.Map(_ => new AccountOrders([], IsWhole: false));
        // An order that ends between two pages is in both.
        var orders = new Dictionary<string, OrderInfo>(openOrders);
        for (var page = 0; page < MaxPages; page++)
        {
            var filter = new ClosedOrdersFilter { After = since, Offset = page * PageLength };
            var answer = await account.ClosedOrdersAsync(filter, cancellation).ConfigureAwait(false);
            if (answer is not Answer<ClosedOrdersInfo>.Success { Value.Closed: var closed })
                return answer.Map(_ => new AccountOrders([], IsWhole: false));
            foreach (var (id, order) in closed)
                orders[id] = order;
            if (closed.Count < PageLength)
                return Success(orders, isWhole: true);
        }

        return Success(orders, isWhole: false);
    }

    private async Task<Answer<OrderReport?>> InOpenOrdersAsync(
        OrderCommand.Find find, CancellationToken cancellation)
    {
        var answer = await account.OpenOrdersAsync(find.Id.ToString("D"), cancellation).ConfigureAwait(false);
        return answer.Map(orders => Own(orders.Open, find.Id));
    }

    /// <summary>Page by page, in case the filter is ignored, as Kraken does with parameters unknown to it.</summary>
    private async Task<Answer<OrderReport?>> InClosedOrdersAsync(
        OrderCommand.Find find, CancellationToken cancellation)
    {
        for (var page = 0; page < MaxPages; page++)
        {
            var filter = new ClosedOrdersFilter
            {
                ClientOrderId = find.Id.ToString("D"),
                After = find.Since,
                Offset = page * PageLength,
            };
            var answer = await account.ClosedOrdersAsync(filter, cancellation).ConfigureAwait(false);
            if (answer is not Answer<ClosedOrdersInfo>.Success { Value.Closed: var closed })
                return answer.Map(orders => Own(orders.Closed, find.Id));
            if (Own(closed, find.Id) is { } report)
                return new Answer<OrderReport?>.Success(report, []);
            if (closed.Count < PageLength)
                return new Answer<OrderReport?>.Success(null, []);
        }

        return new Answer<OrderReport?>.Unknown("too many closed orders to look through");
    }

    private async Task<Answer<OrderReport?>> ByIdAsync(OrderCommand.Find find, CancellationToken cancellation)
    {
        var id = find.ExchangeId!;
        var answer = await account.QueryOrdersAsync([id], cancellation).ConfigureAwait(false);
        Fee? fee = null;
        if (answer is Answer<Dictionary<string, OrderInfo>>.Success { Value: var found }
            && found.TryGetValue(id, out var charged) && KrakenReports.IsChargedInBase(charged)
            && pairs.Find(charged.Description.Pair) is { } pair)
            fee = await ledger.FeeAsync(pair, charged, cancellation).ConfigureAwait(false);
        return answer.Map(orders =>
        {
            if (!orders.TryGetValue(id, out var order))
                return null;
            var report = KrakenReports.Of(id, order);
            return fee is null ? report : report with { Fee = fee };
        });
    }

    private static OrderReport? Own(Dictionary<string, OrderInfo> orders, Guid id)
    {
        foreach (var (orderId, order) in orders)
        {
            if (Guid.TryParse(order.ClientOrderId, out var own) && own == id)
                return KrakenReports.Of(orderId, order);
        }

        return null;
    }

    private static Answer<AccountOrders> Success(Dictionary<string, OrderInfo> orders, bool isWhole) =>
        new Answer<AccountOrders>.Success(
            new AccountOrders(
                [
                    .. orders.Select(order => new AccountOrder(
                        Guid.TryParse(order.Value.ClientOrderId, out var own) ? own : null,
                        KrakenReports.Of(order.Key, order.Value))),
                ],
                isWhole),
            []);
}

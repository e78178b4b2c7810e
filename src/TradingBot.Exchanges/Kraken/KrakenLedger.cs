using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>What has changed an account, from Kraken's ledger, and whose trades they were.</summary>
internal sealed class KrakenLedger(AccountRest account)
{
    private const int PageLength = 50;

    /// <summary>A page costs a quarter of a key's whole allowance, and orders may have to be asked for.</summary>
    private const int MaxPages = 6;

    private const string Trade = "trade";

    /// <param name="pair">The pair.</param>
    /// <param name="since">UTC, exclusive.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<Answer<AccountChanges>> ChangesAsync(
        KrakenPair pair, DateTime since, CancellationToken cancellation)
    {
        var answer = await RowsAsync(pair, since, cancellation).ConfigureAwait(false);
        if (answer is not Answer<Dictionary<string, LedgerRow>?>.Success { Value: { } rows })
            return answer.Map(_ => new AccountChanges([], IsWhole: false));
        var orders = await OrdersAsync(rows.Values, cancellation).ConfigureAwait(false);
        return orders.Map(known => new AccountChanges(
            [.. rows.Select(row => EntryOf(pair, row.Key, row.Value, known))], IsWhole: true));
    }

    /// <summary>What an order was charged in all, from whichever of the pair's balances.</summary>
    /// <param name="pair">The order's.</param>
    /// <param name="order">Has traded.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null while it cannot be read, or not all of the order's fills are listed.</returns>
    public async Task<Fee?> FeeAsync(KrakenPair pair, OrderInfo order, CancellationToken cancellation)
    {
        var since = KrakenTime.FromUnixSeconds(order.OpenSeconds) - TimeSpan.FromSeconds(1);
        var answer = await RowsAsync(pair, since, cancellation).ConfigureAwait(false);
        if (answer is not Answer<Dictionary<string, LedgerRow>?>.Success { Value: { } rows }
            || order.Trades is not { Length: > 0 } fills)
            return null;
        var charged = rows.Values.Where(row => fills.Contains(row.Reference)).ToLookup(row => row.Asset);
        if (charged[pair.BaseId].Count() < fills.Length || charged[pair.QuoteId].Count() < fills.Length)
            return null;
        var price = Instrument.AveragePrice(order.Cost, order.FilledVolume);
        return charged[pair.QuoteId].Sum(row => row.Fee) + Fee.InBase(charged[pair.BaseId].Sum(row => row.Fee), price);
    }

    /// <summary>The rows of the pair's balances by their ids; null where there are more than may be read.</summary>
    private async Task<Answer<Dictionary<string, LedgerRow>?>> RowsAsync(
        KrakenPair pair, DateTime since, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, LedgerRow>();
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await account.LedgersAsync(
                [pair.BaseId, pair.QuoteId], since, page * PageLength, cancellation).ConfigureAwait(false);
            if (answer is not Answer<LedgersInfo>.Success { Value.Ledger: var ledger })
                return answer.Map(_ => (Dictionary<string, LedgerRow>?)null);
            // Filters that Kraken does not know it ignores, and entries move to the next page when new ones come.
            foreach (var (id, row) in ledger)
            {
                if (row.Asset == pair.BaseId || row.Asset == pair.QuoteId)
                    rows[id] = row;
            }

            if (ledger.Count < PageLength)
                return new Answer<Dictionary<string, LedgerRow>?>.Success(rows, []);
        }

        return new Answer<Dictionary<string, LedgerRow>?>.Success(null, []);
    }

    /// <summary>By fill: its order, and the id that the order's owner gave it.</summary>
    private async Task<Answer<Dictionary<string, (string Id, Guid? ClientId)>>> OrdersAsync(
        IEnumerable<LedgerRow> rows, CancellationToken cancellation)
    {
        var fills = new Dictionary<string, string>();
        var wanted = rows.Where(row => row is { Type: Trade, Reference: not null })
            .Select(row => row.Reference!).Distinct();
        foreach (var ids in wanted.Chunk(AccountRest.TradesPerQuery))
        {
            var answer = await account.QueryTradesAsync(ids, cancellation).ConfigureAwait(false);
            if (answer is not Answer<Dictionary<string, OwnTrade>>.Success { Value: var trades })
                return answer.Map(_ => new Dictionary<string, (string Id, Guid? ClientId)>());
            foreach (var id in ids)
            {
                if (!trades.TryGetValue(id, out var trade))
                    return Missing($"trade {id}");
                fills[id] = trade.OrderId;
            }
        }

        var clients = new Dictionary<string, Guid?>();
        foreach (var ids in fills.Values.Distinct().Chunk(AccountRest.OrdersPerQuery))
        {
            var answer = await account.QueryOrdersAsync(ids, cancellation).ConfigureAwait(false);
            if (answer is not Answer<Dictionary<string, OrderInfo>>.Success { Value: var orders })
                return answer.Map(_ => new Dictionary<string, (string Id, Guid? ClientId)>());
            foreach (var id in ids)
            {
                if (!orders.TryGetValue(id, out var order))
                    return Missing($"order {id}");
                clients[id] = Guid.TryParse(order.ClientOrderId, out var client) ? client : null;
            }
        }

        return new Answer<Dictionary<string, (string Id, Guid? ClientId)>>.Success(
            fills.ToDictionary(fill => fill.Key, fill => (fill.Value, clients[fill.Value])), []);
    }

    /// <summary>Its owner is unknown, so everything is: it may be listed in a moment.</summary>
    private static Answer<Dictionary<string, (string Id, Guid? ClientId)>> Missing(string what) =>
        new Answer<Dictionary<string, (string Id, Guid? ClientId)>>.Unknown(
            $"{what} is in the account's ledger and not among its orders");

    private static AccountEntry EntryOf(
        KrakenPair pair, string id, LedgerRow row, Dictionary<string, (string Id, Guid? ClientId)> orders)
    {
        (string Id, Guid? ClientId)? order =
            row.Type == Trade && row.Reference is { } fill && orders.TryGetValue(fill, out var known) ? known : null;
        return new AccountEntry(
            id,
            KrakenTime.FromUnixSeconds(row.Seconds),
            row.Asset == pair.BaseId,
            row.Amount - row.Fee,
            row.Type,
            order?.Id,
            order?.ClientId);
    }
}

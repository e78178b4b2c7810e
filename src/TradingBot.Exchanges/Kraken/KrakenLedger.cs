using TradingBot.Core.Accounts;
using TradingBot.Exchanges.Contract;
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
        var rows = new Dictionary<string, LedgerRow>();
        for (var page = 0; ; page++)
        {
            if (page == MaxPages)
                return new Answer<AccountChanges>.Success(new AccountChanges([], IsWhole: false), []);
            var answer = await account.LedgersAsync(
                [pair.BaseId, pair.QuoteId], since, page * PageLength, cancellation).ConfigureAwait(false);
            if (answer is not Answer<LedgersInfo>.Success { Value.Ledger: var ledger })
                return answer.Map(_ => new AccountChanges([], IsWhole: false));
            // Filters that Kraken does not know it ignores, and entries move to the next page when new ones come.
            foreach (var (id, row) in ledger)
            {
                if (row.Asset == pair.BaseId || row.Asset == pair.QuoteId)
                    rows[id] = row;
            }

            if (ledger.Count < PageLength)
                break;
        }

        var orders = await OrdersAsync(rows.Values, cancellation).ConfigureAwait(false);
        return orders.Map(known => new AccountChanges(
            [.. rows.Select(row => EntryOf(pair, row.Key, row.Value, known))], IsWhole: true));
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

    /// <summary>Whose it is cannot be told, so nothing can: it may be listed in a moment.</summary>
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

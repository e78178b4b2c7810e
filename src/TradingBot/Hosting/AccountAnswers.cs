using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Hosting;

/// <summary>Answers what the core asks about the account, from Kraken's balances and its ledger.</summary>
internal sealed class AccountAnswers(KrakenPair pair, AccountRest account, Func<DateTime> exchangeTime)
{
    private const int PageLength = 50;

    /// <summary>A page costs a quarter of a key's whole allowance, and orders may have to be asked for.</summary>
    private const int MostPages = 6;

    private const string Trade = "trade";

    private static readonly Answer<EngineEvent> TooMany =
        new Answer<EngineEvent>.Unknown("too many entries in the account's ledger to look through");

    /// <returns>What the account shows, or that it could not be read and why.</returns>
    public async Task<EngineEvent> ToAsync(AccountQuestion question, CancellationToken cancellation)
    {
        Answer<EngineEvent> answer = question switch
        {
            AccountQuestion.Balances => await BalancesAsync(question.Number, cancellation).ConfigureAwait(false),
            AccountQuestion.Entries entries => await EntriesAsync(entries, cancellation).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"a question the gateway does not know: {question}"),
        };
        return answer is Answer<EngineEvent>.Success success
            ? success.Value
            : new EngineEvent.AccountUnread(
                exchangeTime(), question.Number, AnswerText.Of(answer), IsFinal: ReferenceEquals(answer, TooMany));
    }

    private async Task<Answer<EngineEvent>> BalancesAsync(int number, CancellationToken cancellation)
    {
        var answer = await account.BalanceExAsync(cancellation).ConfigureAwait(false);
        return answer.Map<EngineEvent>(balances => new EngineEvent.AccountRead(
            exchangeTime(), number, Of(balances, pair.BaseId), Of(balances, pair.QuoteId)));
    }

    private async Task<Answer<EngineEvent>> EntriesAsync(
        AccountQuestion.Entries question, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, LedgerRow>();
        for (var page = 0; ; page++)
        {
            if (page == MostPages)
                return TooMany;
            var answer = await account.LedgersAsync(
                [pair.BaseId, pair.QuoteId], question.Since, page * PageLength, cancellation).ConfigureAwait(false);
            if (answer is not Answer<LedgersInfo>.Success { Value.Ledger: var ledger })
                return answer.Map<EngineEvent>(_ => throw new InvalidOperationException("it succeeded"));
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
        return orders.Map<EngineEvent>(known => new EngineEvent.AccountEntriesRead(
            exchangeTime(), question.Number, [.. rows.Select(row => EntryOf(row.Key, row.Value, known))]));
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

    private AccountEntry EntryOf(string id, LedgerRow row, Dictionary<string, (string Id, Guid? ClientId)> orders)
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

    private static decimal Of(Dictionary<string, BalanceInfo> balances, string asset) =>
        balances.GetValueOrDefault(asset)?.Balance ?? 0;
}

using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// Looks at the account for orders that this bot must have placed and that its database does not know: then the
/// database is an old copy, and to go on with it would trade twice. Orders of other bots and of people are ignored
/// here; our ids are recognised because they are derived.
/// </summary>
internal sealed partial class MissingOrders(IExchange exchange, IAccount account, ILogger<MissingOrders> log)
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1); // clocks differ

    private readonly ILogger<MissingOrders> _log = log;

    /// <param name="start">What the database knows.</param>
    /// <param name="since">Of the last thing stored, UTC.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>What the account shows of orders that the database holds for rejected or absent.</returns>
    /// <exception cref="UserError">There are some, or the exchange does not answer; one line.</exception>
    public async Task<IReadOnlyList<EngineEvent.OrderReported>> CheckAsync(
        SessionStart start, DateTime since, CancellationToken cancellation)
    {
        var ids = new MissingIds(start);
        var refuted = (start.Refuted ?? []).ToDictionary(attempt => attempt.Id);
        // One listing answers both questions: a question for each id would cost the account's whole allowance.
        foreach (var attempt in refuted.Values)
            since = attempt.DecidedAt - Before < since ? attempt.DecidedAt - Before : since;
        var answer = await account.OrdersAsync(since, cancellation).ConfigureAwait(false);
        var (orders, isWhole) = answer.Required(exchange.Venue, "the account's orders");
        var found = new List<EngineEvent.OrderReported>();
        foreach (var order in orders)
        {
            if (order.ClientOrderId is not { } own)
                continue; // a person's, or another program's
            if (refuted.ContainsKey(own))
                found.Add(new EngineEvent.OrderReported(start.Time, own, order.Report));
            if (ids.Contains(own))
                throw OldCopy(order.Report.ExchangeId);
        }

        if (!isWhole)
            NotAll(orders.Count, since);
        Compared(orders.Count, found.Count);
        return found;
    }

    private UserError OldCopy(string order) => new(
        $"{exchange.Venue.DisplayName} has order {order} of this bot, which its database does not know: that is an "
        + "old copy; restore the newest one, or begin a new bot with another --name",
        ExitCode.Failed);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Recovery: the account has more than {Count} orders since {Since:u}; only the newest were compared")]
    private partial void NotAll(int count, DateTime since);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Recovery: {Count} orders of the account compared, none of ours is missing, {Refuted} were "
            + "recorded as rejected or absent")]
    private partial void Compared(int count, int refuted);
}

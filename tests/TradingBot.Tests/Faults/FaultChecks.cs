using System.Globalization;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using Attempts = System.Collections.Generic.IReadOnlyDictionary<System.Guid, TradingBot.Core.Orders.AttemptRecord>;

namespace TradingBot.Tests.Faults;

/// <summary>What must hold at the end of a life full of faults.</summary>
internal static class FaultChecks
{
    public static IEnumerable<string> Of(EngineSetup setup, Trader trader, ModelExchange exchange, IFaultJournal journal)
    {
        var attempts = journal.Attempts;
        return
        [
            .. NothingIsOpenEnded(trader),
            .. EveryOrderIsOurs(exchange, attempts),
            .. NoIntentIsPlacedTwice(exchange, attempts),
            .. EveryAttemptEndsAsAtTheExchange(exchange, attempts),
            .. MoneyAgrees(trader, exchange),
            .. ReplayIsIdentical(setup, journal),
        ];
    }

    private static IEnumerable<string> NothingIsOpenEnded(Trader trader) =>
    [
        .. trader.Unsettled.Select(attempt => $"not settled: {attempt}"),
        .. trader.Breakers.Tripped.Where(tripped => tripped.Name == BreakerPanel.Alarm)
            .Select(tripped => $"surprise: {tripped.Reason}"),
    ];

    private static IEnumerable<string> EveryOrderIsOurs(ModelExchange exchange, Attempts attempts) =>
        exchange.Orders.Where(order => !attempts.ContainsKey(order.Id))
            .Select(order => $"orphan: {order.ExchangeId} {order.Id} is in no journal");

    private static IEnumerable<string> NoIntentIsPlacedTwice(ModelExchange exchange, Attempts attempts) =>
        exchange.Orders.Where(order => attempts.ContainsKey(order.Id))
            .GroupBy(order => attempts[order.Id].Number)
            .Where(orders => orders.Count() > 1)
            .Select(orders => $"double: order {orders.Key} is {string.Join(" and ", orders.Select(o => o.ExchangeId))}");

    private static IEnumerable<string> EveryAttemptEndsAsAtTheExchange(ModelExchange exchange, Attempts attempts)
    {
        foreach (var attempt in attempts.Values)
        {
            var order = exchange.Orders.FirstOrDefault(order => order.Id == attempt.Id);
            var (filled, cost, fee) = (order?.Filled ?? 0, order?.Cost ?? 0, order?.Fee ?? default);
            if (order is { Status: ReportedStatus.Open })
                yield return $"left behind: {attempt.Id} is {attempt.State}, the exchange still has {order.ExchangeId}";
            else if (attempt.State == OrderState.Rejected && order is not null)
                yield return $"lost: {attempt.Id} counts as rejected, the exchange has {order.ExchangeId}";
            else if (attempt.Filled != filled || attempt.Cost != cost || (attempt.Fee ?? 0) != fee)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"figures: {attempt.Id} {attempt.State} {attempt.Filled}/{attempt.Cost}/{attempt.Fee}, the exchange {filled}/{cost}/{fee}");
            }
        }
    }

    private static IEnumerable<string> MoneyAgrees(Trader trader, ModelExchange exchange)
    {
        var ledger = trader.Engine.Ledger;
        var cash = ledger.StartCash
            + exchange.Orders.Sum(order => (order.IsBuy ? -order.Cost : order.Cost) - order.Fee.Cash);
        var held = exchange.Orders.Sum(order => (order.IsBuy ? order.Filled : -order.Filled) - order.Fee.Base);
        if (ledger.Cash != cash)
            yield return string.Create(CultureInfo.InvariantCulture, $"cash: ledger {ledger.Cash}, exchange {cash}");
        if (ledger.PaidInOthers != exchange.Orders.Sum(order => order.Fee.OtherWorth))
            yield return string.Create(CultureInfo.InvariantCulture, $"third assets: ledger {ledger.PaidInOthers}");
        if (ledger.Held != held)
            yield return string.Create(CultureInfo.InvariantCulture, $"held: ledger {ledger.Held}, exchange {held}");
    }

    private static IEnumerable<string> ReplayIsIdentical(EngineSetup setup, IFaultJournal journal)
    {
        foreach (var session in journal.Sessions)
        {
            var trader = new Trader(setup, new OrderRules(), BotProcess.Limits, session.Start);
            var decisions = new List<string>();
            foreach (var happened in session.Events)
            {
                trader.Process(happened);
                decisions.AddRange(DecisionText.Of(trader));
            }

            if (!decisions.SequenceEqual(session.Decisions))
                yield return $"replay: {decisions.Count} decisions, {session.Decisions.Count} journalled, or others";
        }
    }
}

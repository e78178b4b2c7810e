using System.Text.Json;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Storage;

namespace TradingBot.Tests.Engine;

/// <summary>
/// Makes a trader again at moments of rest, from what a journal stores of it, and lets both go on with the same events.
/// </summary>
/// <param name="setup">Of the session.</param>
/// <param name="rules">Of the session.</param>
/// <param name="limits">Of the session.</param>
/// <param name="every">One twin for so many moments of rest.</param>
internal sealed class Twins(EngineSetup setup, OrderRules rules, BreakerLimits limits, int every = 1)
{
    private const int AtOnce = 3;

    /// <summary>
    /// What no decision depends on: figures for people, what is set anew before it is read, memory that is used again,
    /// and counters of which only the difference to another counts.
    /// </summary>
    private static readonly string[] Ignored =
    [
        "TradingEngine.Rejections", "TradingEngine.LastRejection", "CandleBuilder.LateTrades", "Outbox._refusals",
        "BreakerPanel.Version", "Ledger.Changes", "Ledger._closed", "Ledger._spare", "BreakerWatch._closedTrades",
        "CandleBuilder._open", "CandleBuilder._high", "CandleBuilder._low",
        "TradingEngine.WithdrawsEntries", "Trader._decided", "Trader.BudgetChange", "OrderTracker._output",
        "FillAudit.output", "RefutedAttempts.output", "AccountAudit.output", "AccountAudit._reading",
        "AccountAudit._asked", "AccountAudit._isVoid", "AccountAudit._isResting", "AccountAudit._explanations",
        "AccountReading.Fills", "OwnAttempts.Fills", "RiskFigures.Now", "RiskFigures.OrderErrors", "Reversal._side",
    ];

    private readonly Queue<Trader> _twins = new();

    /// <summary>Made so far.</summary>
    public int Made { get; private set; }

    /// <returns>The first thing in which a twin is not as the trader, in words; null when there is none.</returns>
    public string? Difference(SessionStart start, IReadOnlyList<EngineEvent> events)
    {
        var trader = new Trader(setup, rules, limits, start);
        var seen = new SeenCandles(setup.Timeframe);
        var attempts = start.Orders.Concat(start.Refuted ?? []).Concat(start.Traded ?? []).ToDictionary(one => one.Id);
        _twins.Clear();
        var rests = 0;
        for (var i = 0; i < events.Count; i++)
        {
            seen.Take(events[i]);
            trader.Process(events[i]);
            foreach (var change in trader.Changes)
                attempts[change.Attempt.Id] = change.Attempt;
            var parted = _twins.Select(twin => Parted(trader, twin, events[i])).OfType<string>().ToList();
            if (parted.Count > 0)
                return $"event {i + 1}: {parted[0]}";
            if (events[i] is EngineEvent.CandleClosed || !trader.IsAtRest || rests++ % every != 0)
                continue;
            var twin = TwinOf(trader, seen, attempts, start.Bot);
            if (new ObjectGraph(Ignored).Difference(trader, twin, "trader") is { } difference)
                return $"event {i + 1}: {difference}";
            _twins.Enqueue(twin);
            if (_twins.Count > AtOnce)
                _twins.Dequeue();
        }

        return null;
    }

    private Trader TwinOf(
        Trader trader, SeenCandles seen, IReadOnlyDictionary<Guid, AttemptRecord> attempts, Guid bot)
    {
        Made++;
        var text = Journal.TextOf(trader.Checkpoint(bot));
        var candles = StoredCandle.Parse(StoredCandle.TextOf(seen.Waiting));
        return Trader.At(
            setup,
            rules,
            limits,
            JsonSerializer.Deserialize(text, StorageJson.Default.TraderCheckpoint)!,
            candles,
            attempts);
    }

    private static string? Parted(Trader trader, Trader twin, EngineEvent happened)
    {
        twin.Process(happened);
        var (one, other) = (string.Join("; ", DecisionText.Of(trader)), string.Join("; ", DecisionText.Of(twin)));
        if (one != other)
            return $"the trader: {one}; its twin: {other}";
        (one, other) = (StateOf(trader), StateOf(twin));
        return one == other ? null : $"the trader: {one}; its twin: {other}";
    }

    private static string StateOf(Trader trader) => Journal.StateText(trader.State(default, Guid.Empty));
}

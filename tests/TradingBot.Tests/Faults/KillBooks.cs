using TradingBot.Bots;
using TradingBot.Core.Orders;
using TradingBot.Simulators.Kraken;
using TradingBot.Storage;

namespace TradingBot.Tests.Faults;

/// <summary>Holds the database of a bot that was killed again and again against the exchange's record.</summary>
internal static class KillBooks
{
    public static IReadOnlyList<string> Differences(BotReader reader, SimulatorRecord record, decimal startCash)
    {
        var attempts = reader.Attempts().ToDictionary(attempt => attempt.Id.ToString("D"));
        List<string> wrong = [.. Orders(attempts, record)];
        if (new Replay(reader, LoadedBot.Of).Run() is { } difference)
            wrong.Add($"replay: {difference}");
        var balance = reader.Balance()!;
        var cash = startCash + record.Fills.Sum(fill => fill.QuoteChange);
        var held = record.Fills.Sum(fill => fill.BaseChange);
        if ((balance.Cash, balance.Held) != (cash, held))
            wrong.Add($"money: {balance.Cash} and {balance.Held} in the journal, {cash} and {held} at the exchange");
        return wrong;
    }

    /// <summary>Unknown outcomes of all sessions.</summary>
    public static int Unknowns(BotReader reader) =>
        reader.Sessions().Sum(session => reader.Events(session.Number).Count(stored => stored.Kind == "unknown"));

    private static IEnumerable<string> Orders(Dictionary<string, AttemptRecord> attempts, SimulatorRecord record)
    {
        foreach (var order in record.Orders)
        {
            if (!attempts.TryGetValue(order.Ticket.ClientId ?? "", out var attempt))
                yield return $"orphan: {order.Id} is in no journal";
            else if (Figures(attempt) != (order.Filled, order.Cost, order.Fee) || !attempt.State.IsOver())
                yield return $"figures: {order.Id} is {order.Filled}, {order.Cost}, {order.Fee}; in the journal {attempt}";
            if (!order.IsOver)
                yield return $"left behind: {order.Id} is open at the exchange";
        }

        var placed = record.Orders.Select(order => order.Ticket.ClientId).ToHashSet();
        foreach (var attempt in attempts.Values.Where(a => a.Filled > 0 && !placed.Contains(a.Id.ToString("D"))))
            yield return $"invented: {attempt}";
        var doubled = record.Orders.Select(order => attempts.GetValueOrDefault(order.Ticket.ClientId ?? ""))
            .OfType<AttemptRecord>().GroupBy(attempt => attempt.Number).Where(group => group.Count() > 1);
        foreach (var group in doubled)
            yield return $"double: order {group.Key}";
    }

    private static (decimal Filled, decimal Cost, decimal Fee) Figures(AttemptRecord attempt) =>
        (attempt.Filled, attempt.Cost, attempt.Fee ?? 0);
}

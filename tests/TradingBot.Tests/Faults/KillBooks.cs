using TradingBot.Bots;
using TradingBot.Core.Orders;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Matching.Orders;
using TradingBot.Storage;

namespace TradingBot.Tests.Faults;

/// <summary>
/// Holds the databases of bots that were killed again and again against the record of the account they share.
/// </summary>
internal static class KillBooks
{
    /// <param name="databases">One for each bot.</param>
    /// <param name="record">The exchange's.</param>
    /// <param name="startCash">Of each bot.</param>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<string> databases, SimulatorRecord record, decimal startCash)
    {
        var journals = databases.Select(database => BotReader.Read(
            database, reader => reader.Attempts().Select(attempt => attempt.Id.ToString("D")).ToList())).ToList();
        var known = journals.SelectMany(ids => ids).CountBy(id => id).ToDictionary();
        return
        [
            .. record.Orders.Where(order => !known.ContainsKey(order.Ticket.ClientId ?? ""))
                .Select(order => $"orphan: {order.Id} is in no journal"),
            .. known.Where(id => id.Value > 1).Select(id => $"mixed up: {id.Key} is in {id.Value} journals"),
            .. databases.Zip(journals).SelectMany(one => BotReader.Read(
                one.First, reader => Differences(reader, PartOf(record, [.. one.Second]), startCash))),
        ];
    }

    /// <summary>What a bot's own orders have led to.</summary>
    private static SimulatorRecord PartOf(SimulatorRecord record, HashSet<string> ids) => record with
    {
        Orders = [.. record.Orders.Where(order => ids.Contains(order.Ticket.ClientId ?? ""))],
        Fills = [.. record.Fills.Where(fill => ids.Contains(fill.Order.Ticket.ClientId ?? ""))],
    };

    private static List<string> Differences(BotReader reader, SimulatorRecord record, decimal startCash)
    {
        var wrong = OfFigures(reader, record, startCash);
        if (new Replay(reader, LoadedBot.Of).Run() is { } difference)
            wrong.Add($"replay: {difference}");
        return wrong;
    }

    /// <summary>The same without a replay, which needs a strategy of the catalogue.</summary>
    public static List<string> OfFigures(BotReader reader, SimulatorRecord record, decimal startCash)
    {
        var attempts = reader.Attempts().ToDictionary(attempt => attempt.Id.ToString("D"));
        List<string> wrong = [.. Orders(attempts, record)];
        var balance = reader.Balance()!;
        var cash = startCash + record.Fills.Sum(fill => fill.QuoteChange);
        var held = record.Fills.Sum(fill => fill.BaseChange);
        if ((balance.Cash, balance.Held) != (cash, held))
            wrong.Add($"money: {balance.Cash} and {balance.Held} in the journal, {cash} and {held} at the exchange");
        return wrong;
    }

    /// <summary>Unknown outcomes of all sessions.</summary>
    public static int Unknowns(string database) => BotReader.Read(database, reader =>
        reader.Sessions().Sum(session => reader.Events(session.Number).Count(stored => stored.Kind == "unknown")));

    private static IEnumerable<string> Orders(Dictionary<string, AttemptRecord> attempts, SimulatorRecord record)
    {
        foreach (var order in record.Orders)
        {
            if (!attempts.TryGetValue(order.Ticket.ClientId ?? "", out var attempt))
                yield return $"orphan: {order.Id} is in no journal";
            else if (Figures(attempt) != FiguresOf(order, record) || !attempt.State.IsOver())
                yield return $"figures: {order.Id} is {FiguresOf(order, record)}; in the journal {attempt}";
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

    private static (decimal Filled, decimal Cost, decimal CashFee, decimal BaseFee) Figures(AttemptRecord attempt) =>
        (attempt.Filled, attempt.Cost, attempt.Fee?.Cash ?? 0, attempt.Fee?.Base ?? 0);

    private static (decimal Filled, decimal Cost, decimal CashFee, decimal BaseFee) FiguresOf(
        VenueOrder order, SimulatorRecord record)
    {
        var fills = record.Fills.Where(fill => fill.Order.Id == order.Id).ToList();
        return (
            order.Filled,
            order.Cost,
            fills.Where(fill => fill.BaseFee == 0).Sum(fill => fill.Fee),
            fills.Sum(fill => fill.BaseFee));
    }
}

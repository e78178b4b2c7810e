using System.Globalization;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Storage;
using TradingBot.Worlds.Exchange;

namespace TradingBot.Worlds;

/// <summary>What must hold at the end of a world: nothing doubled, nothing lost, nothing unexplained.</summary>
internal static class WorldChecks
{
    /// <summary>Less of the base can stay behind: no order can sell it.</summary>
    private const decimal Smallest = 0.00005m;

    /// <param name="kraken">With its record.</param>
    /// <param name="bot">One or several, on its one account.</param>
    /// <param name="isToBeFlat">True: their operator told them to sell all that they had.</param>
    public static IEnumerable<string> Of(KrakenModel kraken, Bot bot, bool isToBeFlat)
    {
        // Where the exchange breaks what the books rest on, the bot may be wrong, but has to have stopped. Its operator's
        // own halt may have come first: the log has both.
        if (kraken.Habits.HidesBeyondTheLimit && kraken.Census.Counts.GetValueOrDefault("logged: Surprise") > 0)
        {
            kraken.Census.Count("stopped because it could not know");
            return [];
        }

        var orders = kraken.Matching.Orders.Where(order => !order.IsForeign).ToList();
        var journals = bot.Databases.Select(database => BotReader.Read(database, reader => (
            Attempts: reader.Attempts(),
            Differences: Compare(orders, reader, bot.Balance, isToBeFlat).ToList(),
            Replay: Replayed(reader, kraken.Census)))).ToList();
        var known = journals.SelectMany(journal => journal.Attempts).ToList();
        var ids = known.Select(attempt => attempt.Id.ToString("D")).ToHashSet();
        return
        [
            .. journals.SelectMany(journal => journal.Differences),
            .. journals.Select(journal => journal.Replay)
                .OfType<string>().Select(difference => $"replay: {difference}"),
            .. orders.Where(order => !ids.Contains(order.ClientId!))
                .Select(order => $"lost: {order.Id} is in no journal"),
            .. known.CountBy(attempt => attempt.Id).Where(one => one.Value > 1)
                .Select(one => $"mixed up: {one.Key} is in {one.Value} journals"),
        ];
    }

    /// <summary>True: a process was told to stop while it waited for the outcome of an order, and the next one asks.</summary>
    public static bool IsAnythingUnsettled(string database) =>
        BotReader.Read(database, reader => reader.Attempts().Any(attempt => !attempt.State.IsOver()));

    private static string? Replayed(BotReader reader, Census census)
    {
        if (reader.Checkpoint() is { } first)
            census.Count(first.Json is null ? "replayed from a later start" : "replayed from within a session");
        return new Replay(reader, Bot.Loaded).Run();
    }

    private static IEnumerable<string> Compare(
        List<ExchangeOrder> all, BotReader reader, decimal cash, bool isToBeFlat)
    {
        var attempts = reader.Attempts().ToDictionary(attempt => attempt.Id.ToString("D"));
        var orders = all.Where(order => attempts.ContainsKey(order.ClientId!)).ToList();
        var halts = (reader.State()?.Breakers?.Tripped ?? [])
            .Where(tripped => tripped.Name == BreakerPanel.Alarm)
            .Select(tripped => tripped.Reason).ToList();
        return
        [
            .. halts.Select(reason => $"unexplained: {reason}"),
            .. attempts.Values.Where(attempt => !attempt.State.IsOver()).Select(attempt => $"not settled: {attempt}"),
            .. orders.GroupBy(order => attempts[order.ClientId!].Number)
                .Where(group => group.Count() > 1).Select(group => $"doubled: order {group.Key}"),
            .. attempts.Values.SelectMany(attempt => Differences(attempt, orders)),
            .. Money(cash, reader, orders),
            .. isToBeFlat && reader.Balance() is { Held: >= Smallest and var held } ? [$"not flat: {held}"] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Differences(AttemptRecord attempt, List<ExchangeOrder> orders)
    {
        var order = orders.Find(order => order.ClientId == attempt.Id.ToString("D"));
        var (filled, cost) = (order?.Filled ?? 0, order?.Cost ?? 0);
        var (cashFee, baseFee) = (order?.CashFee ?? 0, order?.BaseFee ?? 0);
        var told = attempt.Fee ?? 0;
        if (order is { IsOpen: true })
            yield return $"left behind: {order.Id}";
        if (order is not null && attempt.State == OrderState.Rejected)
            yield return $"lost: {order.Id} counts as rejected: {attempt.Note}";
        if ((attempt.Filled, attempt.Cost, told.Cash, told.Base) != (filled, cost, cashFee, baseFee))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"figures: {attempt.Id} {attempt.State} {attempt.Filled}/{attempt.Cost}/{told.Cash}/{told.Base}, ")
                + string.Create(CultureInfo.InvariantCulture, $"the exchange {filled}/{cost}/{cashFee}/{baseFee}");
        }
    }

    private static IEnumerable<string> Money(decimal start, BotReader reader, List<ExchangeOrder> orders)
    {
        var fills = orders.SelectMany(order => order.Fills).ToList();
        var cash = start - fills.Sum(
            fill => (fill.Order.IsBuy ? fill.Cost : -fill.Cost) + (fill.BaseFee > 0 ? 0 : fill.Fee));
        var held = fills.Sum(fill => (fill.Order.IsBuy ? fill.Volume : -fill.Volume) - fill.BaseFee);
        if (reader.Balance() is { } balance && (balance.Cash, balance.Held) != (cash, held))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"money: {balance.Cash} and {balance.Held} in the journal, {cash} and {held} at the exchange");
        }
    }
}

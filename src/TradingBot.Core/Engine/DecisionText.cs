using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Engine;

/// <summary>
/// Decisions as lines of text, the same on every machine: what the journal keeps, and what a replay is held against.
/// </summary>
public static class DecisionText
{
    /// <summary>All that the trader's last event led to: orders decided, commands, a question, in this order.</summary>
    public static IReadOnlyList<string> Of(Trader trader)
    {
        if (trader.Decided.Count + trader.Commands.Count == 0 && trader.Question is null)
            return [];
        string[] question = trader.Question is { } asked ? [Of(asked)] : [];
        return [.. trader.Decided.Select(Of), .. trader.Commands.Select(Of), .. question];
    }

    private static string Of(OrderRequest order) => FormattableString.Invariant(
        $"decide {order.Number}: {order.Purpose} {order.Side} {order.Volume}{StyleOf(order)} at {order.Intent.Price}, ")
        + FormattableString.Invariant($"trade {order.Intent.Trade}, reserved {order.Reserved}: {order.Intent.Reason}");

    private static string StyleOf(OrderRequest order) => (order.Rests ? $" {order.Intent.Style}" : "")
        + (order.IsOnMargin ? FormattableString.Invariant($" on margin {order.Intent.Leverage}:1") : "");

    private static string Of(OrderCommand command) => command switch
    {
        OrderCommand.Submit c => FormattableString.Invariant(
            $"submit {c.Id}: order {c.Order.Number}, {c.Order.Side} {c.Order.Volume}, until {c.Deadline:O}"),
        OrderCommand.Cancel c => $"cancel {c.Id}: known as {c.ExchangeId}",
        OrderCommand.Find c => FormattableString.Invariant(
            $"find {c.Id}: look {c.Look}, {c.List}, since {c.Since:O}, known as {c.ExchangeId ?? "nothing"}"),
        _ => throw new InvariantViolatedException($"a command without words: {command}"),
    };

    private static string Of(AccountQuestion question) => question switch
    {
        AccountQuestion.Balances q => FormattableString.Invariant($"ask {q.Number}: balances"),
        AccountQuestion.Entries q => FormattableString.Invariant($"ask {q.Number}: ledger since {q.Since:O}"),
        _ => throw new InvariantViolatedException($"a question without words: {question}"),
    };
}

using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Bots.Followers;

/// <summary>An open trade.</summary>
internal sealed record BotTrade
{
    /// <summary>Number of the order that opened it; it names the trade.</summary>
    public required long OpenOrder { get; init; }

    /// <summary>The exchange's id of that order; null where it has none.</summary>
    public required string? OpenOrderId { get; init; }

    /// <summary>Of the entry: a sale opens a short.</summary>
    public required Side Side { get; init; }

    /// <summary>What is left of it, where a part is closed.</summary>
    public required BotFill Entry { get; init; }

    /// <summary>The words of the signal that opened it.</summary>
    public required string Reason { get; init; }

    /// <summary>Charged so far for what was sold short, quote currency.</summary>
    public required decimal BorrowCost { get; init; }

    /// <summary>True while an order to close it is on its way.</summary>
    public required bool IsClosing { get; init; }

    /// <summary>True when what is left is too small to be sold.</summary>
    public required bool IsDust { get; init; }

    public static BotTrade Of(OpenTrade trade, OrderNames names) => new()
    {
        OpenOrder = trade.OpenOrder,
        OpenOrderId = names.Find(trade.OpenOrder),
        Side = trade.Side,
        Entry = BotFill.Of(trade.Entry),
        Reason = trade.Reason,
        BorrowCost = trade.BorrowCost,
        IsClosing = trade.IsClosing,
        IsDust = trade.IsDust,
    };
}

/// <summary>A closed trade, or the part of one that was closed.</summary>
internal sealed record BotClosedTrade
{
    /// <summary>Number of the order that opened it.</summary>
    public required long OpenOrder { get; init; }

    /// <summary>The exchange's id of that order; null where it has none.</summary>
    public required string? OpenOrderId { get; init; }

    /// <summary>Number of the order that closed it.</summary>
    public required long CloseOrder { get; init; }

    /// <summary>The exchange's id of that order; null where it has none.</summary>
    public required string? CloseOrderId { get; init; }

    /// <summary>Of the entry: a sale opens a short.</summary>
    public required Side Side { get; init; }

    public required BotFill Entry { get; init; }

    public required BotFill Exit { get; init; }

    /// <summary>The words of the signal that opened it.</summary>
    public required string OpenReason { get; init; }

    /// <summary>The words of the signal or exit rule that closed it.</summary>
    public required string CloseReason { get; init; }

    /// <summary>Both, quote currency.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Paid for what was sold short, quote currency.</summary>
    public required decimal BorrowCost { get; init; }

    /// <summary>After fees and the cost of borrowing, quote currency.</summary>
    public required decimal Profit { get; init; }

    /// <summary>Profit as a fraction of the entry's cost and fee.</summary>
    public required double Return { get; init; }

    public static BotClosedTrade Of(in ClosedTrade trade, OrderNames names) => new()
    {
        OpenOrder = trade.OpenOrder,
        OpenOrderId = names.Find(trade.OpenOrder),
        CloseOrder = trade.CloseOrder,
        CloseOrderId = names.Find(trade.CloseOrder),
        Side = trade.Side,
        Entry = BotFill.Of(trade.Entry),
        Exit = BotFill.Of(trade.Exit),
        OpenReason = trade.OpenReason,
        CloseReason = trade.CloseReason,
        Fees = trade.Fees,
        BorrowCost = trade.BorrowCost,
        Profit = trade.Profit,
        Return = trade.Return,
    };
}

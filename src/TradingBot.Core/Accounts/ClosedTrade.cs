using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Accounts;

/// <summary>A trade from its opening to its closing fill.</summary>
/// <param name="OpenOrder">Number of the order that opened it.</param>
/// <param name="CloseOrder">Number of the order that closed it.</param>
/// <param name="Entry">The buy; of a short, the sale.</param>
/// <param name="Exit">The sale; of a short, the buy.</param>
/// <param name="OpenReason">The words of the signal.</param>
/// <param name="CloseReason">The words of the signal or exit rule.</param>
/// <param name="Loan">What a short has cost, paid until its exit; null for what was bought.</param>
public readonly record struct ClosedTrade(
    long OpenOrder,
    long CloseOrder,
    Fill Entry,
    Fill Exit,
    string OpenReason,
    string CloseReason,
    Loan? Loan = null)
{
    /// <summary>Of the entry: a sale opens a short.</summary>
    public Side Side => Loan is null ? Side.Buy : Side.Sell;

    /// <summary>Paid for what was sold short, quote currency.</summary>
    public decimal BorrowCost => Loan?.Fees ?? 0;

    /// <summary>What both fees are worth, in whatever asset they were paid; quote currency.</summary>
    public decimal Fees => Entry.Fee.Worth + Exit.Fee.Worth;

    /// <summary>
    /// What came in minus what was paid, before fees, quote currency. What a purchase paid for base units that went as
    /// its fee counts as fee.
    /// </summary>
    public decimal Gross => Side == Side.Sell ? Entry.Cost - Exit.Cost
        : Entry.Fee.InKind is { } kind ? Exit.Cost - (Entry.Cost - kind.BaseWorth)
        : Exit.Cost - Entry.Cost;

    /// <summary>
    /// The profit or loss: what came in minus what was paid, fees and the cost of borrowing included, quote currency.
    /// It is cash, but for fees in a third asset and those that were taken in base beside what was bought: these count
    /// with their worth.
    /// </summary>
    public decimal Profit => Gross - Fees - BorrowCost;

    /// <summary>Profit as a fraction of the entry's cost and fee.</summary>
    /// <remarks>0 for a trade so small that its cost rounds to nothing.</remarks>
    public double Return => Paid is var paid && paid == 0 ? 0 : (double)(Profit / paid);

    /// <summary>What the entry cost in all; a fee taken out of what was bought is in its cost already.</summary>
    private decimal Paid => Entry.Cost + Entry.Fee.Worth - (Side == Side.Buy ? Entry.Fee.BaseWorth : 0);
}

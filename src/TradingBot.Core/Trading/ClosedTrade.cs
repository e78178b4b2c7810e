namespace TradingBot.Core.Trading;

/// <summary>A trade from its opening to its closing fill.</summary>
/// <param name="OpenOrder">Number of the order that opened it.</param>
/// <param name="CloseOrder">Number of the order that closed it.</param>
/// <param name="Entry">The buy.</param>
/// <param name="Exit">The sale.</param>
/// <param name="OpenReason">The words of the signal.</param>
/// <param name="CloseReason">The words of the signal or exit rule.</param>
public readonly record struct ClosedTrade(
    long OpenOrder, long CloseOrder, Fill Entry, Fill Exit, string OpenReason, string CloseReason)
{
    /// <summary>Both fees, quote currency.</summary>
    public decimal Fees => Entry.Fee + Exit.Fee;

    /// <summary>What came back minus what was paid, before fees, quote currency.</summary>
    public decimal Gross => Exit.Cost - Entry.Cost;

    /// <summary>The cash profit or loss: what came back minus what was paid, fees included, quote currency.</summary>
    public decimal Profit => Gross - Fees;

    /// <summary>Profit as a fraction of what was paid, the entry fee included.</summary>
    /// <remarks>0 for a trade so small that its cost rounds to nothing.</remarks>
    public double Return => Entry.Cost + Entry.Fee is var paid && paid == 0 ? 0 : (double)(Profit / paid);
}

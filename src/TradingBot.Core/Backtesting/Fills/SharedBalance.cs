using TradingBot.Core.Accounts;

namespace TradingBot.Core.Backtesting.Fills;

/// <summary>
/// The one balance behind the simulated exchanges of several pairs: it pays for all of them, and what is traded on all
/// of them counts for its tier of fees.
/// </summary>
/// <param name="cash">Quote currency.</param>
public sealed class SharedBalance(decimal cash)
{
    /// <summary>Quote currency.</summary>
    public decimal Cash { get; private set; } = cash;

    internal RollingVolume Volume { get; } = new();

    internal void Change(decimal amount) => Cash += amount;
}

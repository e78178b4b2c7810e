namespace TradingBot.Core.Accounts;

/// <summary>What was borrowed for a short, as far as it is not in the fills.</summary>
/// <param name="Fees">Charged for it so far, quote currency.</param>
/// <param name="PaidUntil">Unix seconds: the opening, or the last charge; of a closed trade its exit.</param>
public sealed record Loan(decimal Fees, long PaidUntil);

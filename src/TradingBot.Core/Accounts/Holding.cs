namespace TradingBot.Core.Accounts;

/// <summary>What the account holds, whoever brought it there.</summary>
/// <param name="Base">Base units.</param>
/// <param name="Quote">Quote currency.</param>
internal readonly record struct Holding(decimal Base, decimal Quote);

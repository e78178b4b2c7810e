namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>What an account holds of a pair, whoever brought it there.</summary>
/// <param name="Base">Base units.</param>
/// <param name="Quote">Quote currency.</param>
/// <param name="FreeQuote">What of it no order holds.</param>
public readonly record struct PairBalances(decimal Base, decimal Quote, decimal FreeQuote);

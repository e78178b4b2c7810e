namespace TradingBot.Core.Accounts;

/// <summary>What one trade has sold short, as the exchange sees it.</summary>
/// <param name="Trade">Number of the order that opened it.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Cost">What it was sold for, quote currency.</param>
/// <param name="PaidUntil">Unix seconds until which borrowing is paid.</param>
public readonly record struct ShortLot(long Trade, decimal Volume, decimal Cost, long PaidUntil);

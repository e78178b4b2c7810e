namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>What the account was worth at a moment.</summary>
/// <param name="Seconds">Unix seconds UTC.</param>
/// <param name="Equity">Quote currency.</param>
public readonly record struct EquityPoint(long Seconds, decimal Equity);

namespace TradingBot.Core.Risk;

/// <summary>The limits of a run.</summary>
/// <param name="MaximumTrades">Trades that may be open at once, at least 1.</param>
public sealed record RiskLimits(int MaximumTrades);

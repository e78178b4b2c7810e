namespace TradingBot.Core.Risk.Breakers;

/// <summary>What the breakers must know of earlier sessions to go on.</summary>
/// <param name="Peak">Highest equity, quote currency.</param>
/// <param name="Morning">Equity at the last midnight UTC, quote currency.</param>
/// <param name="Day">That midnight.</param>
/// <param name="LossesInARow">Losing trades since the last winning one.</param>
/// <param name="Tripped">Those that stop trading.</param>
public sealed record BreakerState(
    decimal Peak, decimal Morning, DateTime Day, int LossesInARow, IReadOnlyList<TrippedBreaker> Tripped);

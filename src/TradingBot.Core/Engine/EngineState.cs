namespace TradingBot.Core.Engine;

/// <summary>What an engine must know of earlier sessions to go on.</summary>
/// <param name="StartCash">Cash at the bot's beginning and what was put in since, quote currency.</param>
/// <param name="Cash">Cash now, quote currency.</param>
/// <param name="LastOrder">The highest order number used; 0 at the beginning.</param>
/// <param name="Trades">Open trades, in the order of their opening.</param>
public sealed record EngineState(
    decimal StartCash, decimal Cash, long LastOrder, IReadOnlyList<TradeState> Trades);

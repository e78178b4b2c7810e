namespace TradingBot.Reports;

/// <summary>What earlier sessions of a bot add to a summary.</summary>
/// <param name="Closed">Trades closed.</param>
/// <param name="Fees">Of the closed ones, quote currency.</param>
internal readonly record struct PastTrades(int Closed, decimal Fees);

namespace TradingBot.Core.Market.Figures;

/// <summary>The figures of a market at one moment: its book then, and what happened in the time before.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Book">As it stood.</param>
/// <param name="OrderFlow">
/// Order-flow imbalance of the book's last change: by how much more the best bid grew than the best ask, base units
/// (Cont, Kukanov, Stoikov 2014).
/// </param>
/// <param name="OrderFlow60s">
/// Its sum over the last 60 seconds; null where they were not all seen, as in all that follow.
/// </param>
/// <param name="Return60sBps">Log return of the middle over the last 60 seconds, basis points.</param>
/// <param name="Volatility300sBps">
/// Realised volatility: the root of the sum of the squared log returns of the middle, from change to change, over the
/// last 300 seconds; basis points.
/// </param>
/// <param name="Trades60s">Trades of the last 60 seconds.</param>
public sealed record MinuteFigures(
    DateTime Time,
    BookFigures Book,
    decimal OrderFlow,
    decimal? OrderFlow60s,
    double? Return60sBps,
    double? Volatility300sBps,
    TradeFlow? Trades60s);

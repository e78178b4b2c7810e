namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>A fall of the equity from a peak, on candle closes.</summary>
/// <param name="Depth">Fraction of the peak, 0 to 1.</param>
/// <param name="Peak">Unix seconds of the peak.</param>
/// <param name="Trough">Unix seconds of the lowest point.</param>
/// <param name="End">Unix seconds when the peak was reached again, or of the end of the run.</param>
/// <param name="Recovered">False when the run ended below the peak.</param>
public readonly record struct Drawdown(double Depth, long Peak, long Trough, long End, bool Recovered)
{
    /// <summary>From the peak until it was reached again.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(End - Peak);
}

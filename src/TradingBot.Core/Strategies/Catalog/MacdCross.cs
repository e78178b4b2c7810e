using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>Enters when the MACD line crosses above its signal line, turns short when it crosses below.</summary>
public sealed class MacdCross(Chart chart, StrategySettings settings) : IStrategy
{
    private readonly Macd _macd = MacdParameters.Draw(chart, settings);

    private Cross _cross;

    public int WarmUp => _macd.WarmUp + 1;

    public IReadOnlyList<Figure> Figures => MacdParameters.Figures(_macd);

    public Signal OnCandleClosed(in Candle candle) => _cross.Next(_macd.Histogram, candle.Close) switch
    {
        1 => Signal.Enter("MACD crossed above its signal line"),
        -1 => Signal.EnterShort("MACD crossed below its signal line"),
        _ => Signal.None,
    };
}

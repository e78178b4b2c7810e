using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Core.Strategies.Catalog;

/// <summary>
/// The Binance pipeline's strategy: enters when the price fell by 1 % against the reference candle, leaves when it rose
/// by 1 % against it.
/// </summary>
/// <remarks>
/// Decisions: its README's rule, not its code, which bought on a rise of 0.01 %.
/// The price before is that of a closed candle, where the pipeline compared messages within one.
/// Whether something is held is for the engine to know: it does nothing about leaving when no trade is open.
/// </remarks>
public sealed class Scalping(Chart chart, StrategySettings settings) : IStrategy
{
    /// <summary>Percent; a change that misses the limit by less has met it.</summary>
    private const double Rounding = 100 * Cross.Noise;

    private readonly RateOfChange _change =
        chart.RateOfChange(settings.WholeNumber("reference"), settings.PriceSource());

    private readonly double _fall = settings.Number("fall") - Rounding;
    private readonly double _rise = settings.Number("rise") - Rounding;

    public int WarmUp => _change.WarmUp;

    public Signal OnCandleClosed(in Candle candle) => _change.Value switch
    {
        var change when change <= -_fall => Signal.Enter("price fell against the reference candle"),
        var change when change >= _rise => Signal.Leave("price rose against the reference candle"),
        _ => Signal.None,
    };
}

using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Hosting;

/// <summary>Buys on each candle that rises and sells all on each that falls: a decision nearly every minute.</summary>
internal static class Swings
{
    /// <param name="warmUp">Candles it says it needs.</param>
    /// <param name="record">Is shown every candle.</param>
    public static StrategyDefinition Of(int warmUp, Action<Candle> record) => new(
        "swings",
        "buys what rises, sells what falls",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new Swing(warmUp, record));

    private sealed class Swing(int warmUp, Action<Candle> record) : IStrategy
    {
        public int WarmUp => warmUp;

        public Signal OnCandleClosed(in Candle candle)
        {
            record(candle);
            return candle.Close.CompareTo(candle.Open) switch
            {
                > 0 => Signal.Enter($"rose to {candle.High}, {candle.Volume} traded"),
                < 0 => Signal.Leave($"fell to {candle.Low}, {candle.Volume} traded"),
                _ => Signal.None,
            };
        }
    }
}

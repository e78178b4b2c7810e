using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Engine;

/// <summary>Enters on every candle: for tests of what becomes of orders.</summary>
internal sealed class EagerStrategy : IStrategy
{
    public static StrategyDefinition Definition { get; } = new(
        "eager",
        "enters on every candle",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new EagerStrategy());

    public int WarmUp => 0;

    public Signal OnCandleClosed(in Candle candle) => Signal.Enter("always");
}

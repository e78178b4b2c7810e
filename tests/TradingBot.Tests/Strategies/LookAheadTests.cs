using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Strategies;

/// <summary>A strategy that could see the future would decide otherwise when there is none.</summary>
public class LookAheadTests
{
    public static TheoryData<string> Names => [.. Backtests.Strategies];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_strategy_decides_the_same_on_each_truncated_prefix(string strategy)
    {
        var candles = Backtests.Synthetic(60_000, minutes: 15);
        var whole = Decisions(strategy, candles);
        whole.Should().HaveCountGreaterThan(20);

        for (var length = 1; length <= candles.Length; length += 97)
        {
            var end = candles[length - 1].OpenSeconds;
            Decisions(strategy, candles.AsMemory(0, length))
                .Should().Equal(whole.Where(decision => decision.Seconds <= end), $"the first {length} candles decide alone");
        }
    }

    private static List<(long Seconds, string Order)> Decisions(string strategy, ReadOnlyMemory<Candle> candles)
    {
        var setup = Backtests.Setup(strategy, minutes: 15, Backtests.Lively(strategy));
        var engine = new TradingEngine(setup);
        var exchange = new SimulatedExchange(setup.Instrument, Backtests.Fills(), setup.Cash);
        var decisions = new List<(long, string)>();
        foreach (ref readonly var candle in candles.Span)
        {
            foreach (ref readonly var outcome in exchange.Execute(candle.Open, candle.OpenSeconds))
                engine.Process(in outcome);
            foreach (ref readonly var order in engine.Process(in candle))
            {
                exchange.Submit(in order);
                decisions.Add((candle.OpenSeconds, order.ToString()));
            }
        }

        return decisions;
    }
}

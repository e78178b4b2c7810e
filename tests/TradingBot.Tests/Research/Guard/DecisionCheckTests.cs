using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Research.Guard;
using TradingBot.Research.Trials;
using TradingBot.Tests.Research.Trials;

namespace TradingBot.Tests.Research.Guard;

public class DecisionCheckTests
{
    [Fact]
    public void A_strategy_of_the_catalogue_decides_the_same_whatever_comes_later_and_however_early_it_warms_up()
    {
        var setup = HourlyTrials.SetupOf("sma-cross", ["fast=5", "slow=20"]);

        var truncation = DecisionChecks.Truncation(setup, CancellationToken.None);
        var warmUp = DecisionChecks.WarmUp(setup, CancellationToken.None);

        (truncation.Compared > 100, truncation.Different).Should().Be((true, 0));
        (warmUp.Compared > 100, warmUp.Different).Should().Be((true, 0));
    }

    /// <summary>It is told another end each time it is made, as if it read tomorrow's prices in a file.</summary>
    [Fact]
    public void A_strategy_whose_decisions_change_with_what_comes_later_is_found()
    {
        var setup = HourlyTrials.SetupOf("sma-cross", []);
        var end = setup.History.All[^1].OpenSeconds;
        var strategy = With(setup, () => new Alternating(end -= 3600));
        var knowing = setup with { Engine = setup.Engine with { Strategy = strategy } };

        DecisionChecks.Truncation(knowing, CancellationToken.None).Different.Should().BePositive();
    }

    [Fact]
    public void A_strategy_that_counts_candles_from_its_first_is_found_by_another_warm_up()
    {
        var setup = HourlyTrials.SetupOf("sma-cross", []) with { WarmUp = 101 };
        var counting = setup with { Engine = setup.Engine with { Strategy = With(setup, () => new Counting()) } };

        DecisionChecks.WarmUp(counting, CancellationToken.None).Different.Should().BePositive();
    }

    private static StrategyDefinition With(TrialSetup setup, Func<IStrategy> create) =>
        setup.Engine.Strategy with { Create = (_, _) => create() };

    private sealed class Alternating(long future) : IStrategy
    {
        public int WarmUp => 1;

        public Signal OnCandleClosed(in Candle candle) => ((future - candle.OpenSeconds) / 3600 % 40) switch
        {
            0 => Signal.Enter("now"),
            20 => Signal.EnterShort("now"),
            _ => Signal.None,
        };
    }

    private sealed class Counting : IStrategy
    {
        private int _count;

        public int WarmUp => 1;

        public Signal OnCandleClosed(in Candle candle) => (_count++ % 40) switch
        {
            0 => Signal.Enter("forty"),
            20 => Signal.EnterShort("twenty"),
            _ => Signal.None,
        };
    }
}

using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Backtesting;

/// <summary>
/// A backtest passes over candles in which nothing can happen. Where somebody watches every candle it does not, and
/// must come to the same.
/// </summary>
public class QuietCandlesTests
{
    public static TheoryData<string> Strategies => [.. Backtests.Strategies];

    public static TheoryData<string[]> Exits => new(
        ["stop-loss=0.4"],
        ["take-profit=0.3"],
        ["trailing-stop=0.2"],
        ["trailing-stop=0.001"],
        ["max-age=10"],
        ["take-profit=0.3", "stop-loss=0.4", "trailing-stop=0.5", "max-age=30"],
        ["take-profit=0.3", "trailing-stop=0.2", "exits=intrabar"]);

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Each_strategy_trades_as_it_does_candle_by_candle(string strategy) =>
        AreAlike(Backtests.Setup(strategy, 1, Backtests.Lively(strategy)), Backtests.Synthetic(20_000));

    [Theory]
    [MemberData(nameof(Exits))]
    public void Each_exit_rule_acts_as_it_does_candle_by_candle(string[] exits)
    {
        foreach (var trades in (int[])[1, 3])
        {
            var setup = Backtests.Setup("macd-cross", 1, exits);
            AreAlike(setup with { Limits = new Core.Risk.RiskLimits(trades) }, Backtests.Synthetic(20_000));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(240)]
    [InlineData(1440)]
    [InlineData(10_080)]
    public void Midnights_are_kept_in_every_timeframe(int minutes) =>
        AreAlike(Backtests.Setup("sma-cross", minutes, "fast=2", "slow=5"), Backtests.Synthetic(300_000, minutes));

    [Fact]
    public void Midnights_are_kept_across_gaps()
    {
        var all = Backtests.Synthetic(20_000);
        Candle[] gapped = [.. all.Where(candle => candle.OpenSeconds % 86_400 is > 7_200 and < 80_000)];

        AreAlike(Backtests.Setup("sma-cross", 1, "fast=5", "slow=20"), gapped);
    }

    [Theory]
    [InlineData(OrderStyle.Limit)]
    [InlineData(OrderStyle.PostOnly)]
    public void Resting_orders_and_shorts_are_as_candle_by_candle(OrderStyle style)
    {
        var setup = Backtests.Setup("macd-cross", 1, "stop-loss=0.4") with
        {
            Placing = new OrderPlacing(style, TimeSpan.FromMinutes(3)),
            ShortTerms = new ShortTerms(2, 0.0002m, 0.0002m),
        };

        AreAlike(setup, Backtests.Synthetic(20_000));
        AreAlike(setup with { ShortTerms = null }, Backtests.Synthetic(20_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(2_000)]
    public void What_came_before_a_strategy_failed_is_traded(int candles)
    {
        var all = Backtests.Synthetic(3_000);
        var run = new BacktestRun(Backtests.Setup(FailingAfter(candles)), Backtests.Fills());

        run.Invoking(it => it.Run(new CandleMemory(all))).Should().Throw<InvalidOperationException>();

        var before = Backtests.Run(Backtests.Setup(FailingAfter(int.MaxValue)), all.AsMemory(0, candles));
        run.Candles.Should().Be(candles);
        run.Last.Should().Be(all[candles - 1]);
        run.Engine.Ledger.Closed.Should().Equal(before.Engine.Ledger.Closed);
        run.Exchange.Waiting.Should().Be(before.Exchange.Waiting);
    }

    [Fact]
    public void A_signal_is_followed_at_the_close_to_which_it_was_given()
    {
        var all = Backtests.Synthetic(3_000);

        var run = Backtests.Run(Backtests.Setup(FailingAfter(int.MaxValue)), all);

        run.Engine.Ledger.Closed.Should().HaveCount(428);
        run.Engine.Ledger.Closed.Select((trade, i) => (trade.Entry.Seconds, trade.Exit.Seconds)).Should().Equal(
            Enumerable.Range(0, 428).Select(i => (all[(7 * i) + 1].OpenSeconds, all[(7 * i) + 4].OpenSeconds)));
    }

    private static StrategyDefinition FailingAfter(int candles) => new(
        "failing",
        "throws once it has seen enough",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (chart, _) => new Failing(chart, candles));

    private static void AreAlike(EngineSetup setup, ReadOnlyMemory<Candle> candles)
    {
        var quiet = new BacktestRun(setup, Backtests.Fills());
        var watched = new BacktestRun(setup, Backtests.Fills());
        var seen = 0;
        watched.AfterCandle = () => seen++;

        quiet.Run(new CandleMemory(candles));
        watched.Run(new CandleMemory(candles));

        seen.Should().Be(candles.Length);
        Facts(quiet).Should().Be(Facts(watched));
        quiet.Engine.Ledger.Closed.Should().Equal(watched.Engine.Ledger.Closed);
        quiet.Equity!.Points.Should().Equal(watched.Equity!.Points);
    }

    private static string Facts(BacktestRun run) => FormattableString.Invariant(
        $"""
        {run.Candles} candles, {run.CandlesInMarket} in the market, {run.AmbiguousCandles} ambiguous, last {run.Last}
        cash {run.Engine.Ledger.Cash}, {run.Exchange.Cash}; held {run.Engine.Ledger.Held}, {run.Exchange.Held}
        close {run.Engine.LastClose}, waiting {run.Exchange.Waiting}, orders {run.Engine.LastOrder}, {run.Drawdown}
        """);

    /// <summary>Trades every few candles, and throws when it has seen enough.</summary>
    private sealed class Failing(Chart chart, int after) : IStrategy
    {
        public int WarmUp => 1;

        public Signal OnCandleClosed(in Candle candle)
        {
            if (chart.Count > after)
                throw new InvalidOperationException("enough");
            return (chart.Count % 7) switch
            {
                1 => Signal.Enter("enter"),
                4 => Signal.Leave("leave"),
                _ => Signal.None,
            };
        }
    }
}

using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Backtesting;

/// <summary>A run small enough to do by hand, and what a run may know at each of its moments.</summary>
public class BacktestFiguresTests
{
    private const long Day = 86_400;

    [Fact]
    public void The_figures_of_a_run_are_those_worked_out_by_hand()
    {
        // enter after the first day, leave after the third; bought at 110, sold at 120; fee 1 %; one unit; 1,000 of cash
        Candle[] days = [At(0, 100, 100), At(1, 110, 105), At(2, 105, 130), At(3, 120, 90), At(4, 90, 95)];
        var setup = Backtests.Setup(Words("enter", "", "leave", "", ""), minutes: 1440) with
        {
            Sizing = new FixedVolume(1, "XBT"),
            Cash = 1_000,
        };

        var run = Backtests.Run(setup, days, Backtests.Fills(fee: 0.01m));
        var figures = Performance.Of(run, Backtests.Fills(fee: 0.01m, slippage: 0.02m));

        (figures.NetProfit, figures.Fees, figures.Turnover).Should().Be((7.7m, 2.3m, 230m));
        figures.Return.Should().BeApproximately(0.0077, 1e-12);
        figures.BuyAndHold.Should().BeApproximately(95 / (100 * 1.01 * 1.02) - 1, 1e-12);
        figures.Exposure.Should().Be(2 / 5.0, "open at the end of the second and of the third day");
        run.Equity!.Points.Select(point => point.Equity).Should().Equal(1_000, 1_000, 993.9m, 1_018.9m, 1_007.7m, 1_007.7m);
        figures.Drawdown.Depth.Should().BeApproximately(11.2 / 1_018.9, 1e-9);
        (figures.Drawdown.Peak, figures.Drawdown.Trough, figures.Drawdown.End).Should().Be((3 * Day, 4 * Day, 5 * Day));
        (figures.Calmar, figures.Returns.Cagr).Should().Be((double.NaN, double.NaN), "five days say nothing about a year");
        (figures.MaxInvested, figures.AverageFee).Should().Be((110m, 0.01));
        figures.ReturnOnInvested.Should().BeApproximately(7.7 / 110, 1e-12);
        (figures.Trades.Count, figures.Trades.Wins).Should().Be((1, 1));
    }

    [Fact]
    public void Of_equal_peaks_the_last_counts_also_while_a_trade_is_open()
    {
        Candle[] days = [At(0, 110, 110), At(1, 110, 110), At(2, 110, 110), At(3, 110, 110), At(4, 110, 90)];
        var setup = Backtests.Setup(Words("enter", "", "", "", ""), minutes: 1440) with
        {
            Sizing = new FixedVolume(1, "XBT"),
        };

        var drawdown = Backtests.Run(setup, days, Backtests.Fills(fee: 0)).Drawdown;

        (drawdown.Peak, drawdown.Trough).Should().Be((4 * Day, 5 * Day));
    }

    [Fact]
    public void What_is_closed_makes_room_for_what_is_opened_at_the_same_moment()
    {
        // bought at 110; its target is reached at the close of the third day, on which the strategy enters again: both
        // are filled at the open of the fourth
        Candle[] days = [At(0, 100, 100), At(1, 110, 105), At(2, 105, 130), At(3, 120, 90), At(4, 90, 95)];
        var setup = Backtests.Setup(Words("enter", "", "enter", "", ""), minutes: 1440, "take-profit=10") with
        {
            Sizing = new FixedVolume(1, "XBT"),
            Limits = new RiskLimits(2),
        };

        var run = Backtests.Run(setup, days, Backtests.Fills(fee: 0));

        run.Engine.Ledger.Closed.Should().ContainSingle().Which.Exit.Seconds.Should().Be(3 * Day);
        run.Engine.Ledger.Open.Should().ContainSingle().Which.Entry.Seconds.Should().Be(3 * Day);
        Performance.Of(run, Backtests.Fills(fee: 0)).MaxInvested.Should().Be(120, "never both");
    }

    [Fact]
    public void Equity_at_a_midnight_within_a_long_candle_does_not_know_the_candles_close()
    {
        const long week = 7 * Day;
        Candle[] weeks = [At(0, 100, 100), At(7, 100, 100), At(14, 100, 500)];
        var setup = Backtests.Setup(Words("enter", "", ""), minutes: 10_080) with { Sizing = new FixedVolume(1, "XBT") };

        var points = Backtests.Run(setup, weeks, Backtests.Fills(fee: 0)).Equity!.Points;

        points.Where(point => point.Seconds is > 2 * week and < 3 * week).Should().OnlyContain(point => point.Equity == 100_000);
        points[^1].Equity.Should().Be(100_400);
    }

    [Theory]
    [InlineData("macd", "exits=intrabar")]
    [InlineData("macd-cross", "exits=close")]
    [InlineData("sma-cross", "trailing-stop=1", "exits=intrabar")]
    public void A_run_cut_short_has_made_the_same_trades_and_equity_until_then(string strategy, params string[] settings)
    {
        var minutes = Backtests.Synthetic(40_000);
        var whole = RunOf(minutes, minutes.Length, strategy, settings);
        whole.Engine.Ledger.Closed.Count.Should().BeGreaterThan(5);

        for (var length = 1_000; length < minutes.Length; length += 2_777)
        {
            var cut = RunOf(minutes, length, strategy, settings);
            var trades = cut.Engine.Ledger.Closed.ToList();
            trades.Should().Equal(whole.Engine.Ledger.Closed.Take(trades.Count));
            cut.Equity!.Points.SkipLast(1).Should().Equal(whole.Equity!.Points.Take(cut.Equity.Points.Count - 1));
        }
    }

    [Fact]
    public void The_volume_of_31_days_ago_does_not_lower_the_fee()
    {
        var exchange = new SimulatedExchange(Backtests.Bitcoin, new FillModel(0, KrakenFees.Spot), cash: 1_000_000);

        Rate(exchange, day: 0).Should().Be(0.0080m);
        Rate(exchange, day: 29).Should().Be(0.0060m, "4,000 USD were traded on day 0");
        Rate(exchange, day: 30).Should().Be(0.0060m, "day 0 is out, but day 29 is in");
        Rate(exchange, day: 61).Should().Be(0.0080m);
    }

    private static decimal Rate(SimulatedExchange exchange, long day)
    {
        exchange.Submit(Orders.Buying(40));
        var fill = exchange.Execute(100, day * Day)[0].Fill;
        return fill.Fee.Worth / fill.Cost;
    }

    private static BacktestRun RunOf(Candle[] minutes, int length, string strategy, string[] settings)
    {
        var run = new BacktestRun(Backtests.Setup(strategy, 5, settings), Backtests.Fills());
        var known = minutes[0].OpenSeconds + length * 60L;
        var source = new Resampler(new CandleMemory(minutes.AsMemory(0, length)), new Timeframe(1), new Timeframe(5), known);
        run.Run(new GapFiller(source, new Timeframe(5), known / 300 * 300));
        return run;
    }

    private static Candle At(int day, double open, double close) =>
        new(day * Day, open, Math.Max(open, close), Math.Min(open, close), close, volume: 1, tradeCount: 1);

    private static StrategyDefinition Words(params string[] words) => new(
        "words", "says what it is told", [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new Script(new Queue<string>(words)));
}

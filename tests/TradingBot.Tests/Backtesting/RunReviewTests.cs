using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Backtesting;

/// <summary>What a second look at the candles tells.</summary>
public class RunReviewTests
{
    private const int Minute = 60;

    [Fact]
    public void Excursions_are_the_extremes_of_the_candles_between_the_fills()
    {
        var excursion = Of(
            Trade(entry: (60, 100), exit: (180, 104)),
            At(0, low: 1, high: 999), At(1, low: 95, high: 101), At(2, low: 99, high: 110), At(3, low: 1, high: 999));

        excursion.Adverse.Should().BeApproximately(0.05, 1e-12);
        excursion.Favourable.Should().BeApproximately(0.10, 1e-12);
        excursion.GivenBack.Should().BeApproximately(0.06, 1e-12);
    }

    [Fact]
    public void Of_what_is_sold_short_they_are_the_other_way_round()
    {
        var excursion = Of(
            Trade(entry: (60, 100), exit: (180, 96), isShort: true),
            At(1, low: 95, high: 101), At(2, low: 90, high: 110));

        excursion.Adverse.Should().BeApproximately(0.10, 1e-12);
        excursion.Favourable.Should().BeApproximately(0.10, 1e-12);
        excursion.GivenBack.Should().BeApproximately(0.06, 1e-12);
    }

    [Fact]
    public void Of_a_candle_in_which_a_trade_was_opened_or_closed_only_the_fill_counts()
    {
        var excursion = Of(
            Trade(entry: (80, 100), exit: (200, 90)),
            At(1, low: 1, high: 999), At(2, low: 97, high: 102), At(3, low: 1, high: 999));

        excursion.Adverse.Should().BeApproximately(0.10, 1e-12, "the exit's own price is the lowest");
        excursion.Favourable.Should().BeApproximately(0.02, 1e-12);
    }

    [Fact]
    public void Trades_that_are_open_together_have_their_own()
    {
        var trades = new TradeLog();
        trades.Add(Trade(entry: (120, 100), exit: (180, 100)));
        trades.Add(Trade(entry: (60, 100), exit: (240, 100)));
        var watch = new ExcursionWatch(trades);
        foreach (var candle in new[] { At(1, 80, 100), At(2, 90, 130), At(3, 100, 120) })
            watch.Add(in candle, candle.OpenSeconds + Minute);

        watch.Excursions().Select(way => (way.Adverse, way.Favourable)).Should().Equal((0.1, 0.3), (0.2, 0.3));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("intrabar")]
    public void A_run_s_excursions_are_those_of_its_candles_looked_at_one_by_one(string exits)
    {
        var candles = Backtests.Synthetic(20_000, 5);
        var setup = Backtests.Setup(
            "macd-cross", 5, "take-profit=0.5", "stop-loss=0.5", $"exits={exits}") with
        {
            TradeFrom = candles[300].OpenSeconds,
        };

        var run = Backtests.Run(setup, candles);

        var trades = run.Engine.Ledger.Closed;
        var review = RunReview.Of(run, Backtests.Fills(), new CandleMemory(candles));
        trades.Count.Should().BeGreaterThan(100);
        for (var i = 0; i < trades.Count; i++)
        {
            var (entry, exit) = (trades[i].Entry, trades[i].Exit);
            var between = candles.Where(candle =>
                candle.OpenSeconds >= entry.Seconds && candle.OpenSeconds + 300 <= exit.Seconds).ToList();
            var (price, left, way) = ((double)entry.Price, (double)exit.Price, review.Excursions[i]);
            var low = between.Select(candle => candle.Low).Append(price).Append(left).Min();
            var high = between.Select(candle => candle.High).Append(price).Append(left).Max();
            way.Adverse.Should().BeApproximately((price - low) / price, 1e-12);
            way.Favourable.Should().BeApproximately((high - price) / price, 1e-12);
            way.GivenBack.Should().BeApproximately((high - left) / price, 1e-12);
        }
    }

    [Fact]
    public void Holding_is_worth_the_last_close_before_each_point_and_ends_with_buy_and_hold()
    {
        var candles = Backtests.Synthetic(20_000, 60);
        var setup = Backtests.Setup("macd-cross", 60) with { TradeFrom = candles[50].OpenSeconds };
        var fills = Backtests.Fills(slippage: 0.001m);

        var run = Backtests.Run(setup, candles, fills);

        var holding = RunReview.Of(run, fills, new CandleMemory(candles)).Holding;
        var points = run.Equity!.Points;
        holding.Should().HaveCount(points.Count);
        holding[0].Should().Be(100_000);
        for (var i = 1; i < points.Count; i++)
        {
            var close = candles.Last(candle => candle.OpenSeconds + 3600 <= points[i].Seconds).Close;
            holding[i].Should().BeApproximately(100_000 * close / (run.First.Open * 1.001 * 1.0026), 1e-6);
        }

        (holding[^1] / holding[0] - 1).Should().BeApproximately(Performance.Of(run, fills).BuyAndHold, 1e-12);
    }

    [Fact]
    public void What_comes_after_an_interrupted_run_is_not_looked_at()
    {
        var candles = Backtests.Synthetic(5_000, 60);
        var run = Backtests.Run(Backtests.Setup("macd-cross", 60), candles.AsMemory(0, 40));

        var review = RunReview.Of(run, Backtests.Fills(), new CandleMemory(candles));

        (review.Holding[^1] / review.Holding[0] - 1).Should()
            .BeApproximately(Performance.Of(run, Backtests.Fills()).BuyAndHold, 1e-12);
    }

    private static Excursion Of(ClosedTrade trade, params Candle[] candles)
    {
        var trades = new TradeLog();
        trades.Add(trade);
        var watch = new ExcursionWatch(trades);
        foreach (var candle in candles)
            watch.Add(in candle, candle.OpenSeconds + Minute);
        return watch.Excursions().Should().ContainSingle().Subject;
    }

    private static ClosedTrade Trade(
        (long Seconds, decimal Price) entry, (long Seconds, decimal Price) exit, bool isShort = false) => new(
        1,
        2,
        new Fill(entry.Seconds, entry.Price, 1, entry.Price, 0),
        new Fill(exit.Seconds, exit.Price, 1, exit.Price, 0),
        "",
        "",
        isShort ? new Loan(0, exit.Seconds) : null);

    private static Candle At(int minute, double low, double high) =>
        new(minute * Minute, low, high, low, high, volume: 1, tradeCount: 1);
}

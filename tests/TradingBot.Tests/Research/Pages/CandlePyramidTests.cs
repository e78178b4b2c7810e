using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Research.Pages;
using TradingBot.Research.Pages.Charts;

namespace TradingBot.Tests.Research.Pages;

/// <summary>Which candles a page has.</summary>
public class CandlePyramidTests
{
    private const int Minutes = 100_000;

    [Fact]
    public void A_short_run_has_every_candle_of_its_own_period()
    {
        var page = SmallPage.Of([], 1000, 1000);

        var pyramid = CandlePyramid.Of(page);

        pyramid.IsWhole.Should().BeTrue();
        pyramid.Levels.Select(level => (level.Seconds, level.Count)).Should()
            .Equal((3600, 48), (14_400, 12), (86_400, 2), (604_800, 2));
    }

    [Fact]
    public void A_candle_can_be_unpacked_to_the_tick()
    {
        var level = new CandleLevel(60, ticks: 10);
        level.Add(new Candle(600, 7200.1, 7205.5, 7190.3, 7199.9, 1, 1));
        level.Add(new Candle(660, 7199.0, 7200.0, 7198.0, 7199.5, 1, 1));
        level.Add(new Candle(840, 7199.5, 7199.5, 7199.5, 7199.5, 0, 0));

        level.Start.Should().Be(600);
        level.Moves.Should().Equal(72_001, 54, 96, -2, -9, 5, 10, 5, 0, 0, 0, 0);
        level.Skips.Should().Equal(2, 2);
    }

    [Fact]
    public void A_longer_period_has_the_extremes_of_the_candles_in_it()
    {
        Candle[] candles =
        [
            new(SmallPage.Start, 10, 11, 9, 10.5, 1, 1), new(SmallPage.Start + 3600, 10.5, 14, 10, 12, 1, 1),
            new(SmallPage.Start + 7200, 12, 12, 7, 8, 1, 1),
        ];
        var page = SmallPage.Of([], 1000) with { Candles = () => new CandleMemory(candles) };

        var day = CandlePyramid.Of(page).Levels.Single(level => level.Seconds == 86_400);

        day.Moves.Should().Equal(100, 40, 10, -20);
    }

    [Fact]
    public void Candles_before_and_after_the_run_are_left_out()
    {
        Candle[] candles =
        [
            new(SmallPage.Start - 3600, 1, 1, 1, 1, 1, 1), new(SmallPage.Start, 10, 11, 9, 10.5, 1, 1),
            new(SmallPage.Start + SmallPage.Day, 99, 99, 99, 99, 1, 1),
        ];
        var page = SmallPage.Of([], 1000) with { Candles = () => new CandleMemory(candles) };

        CandlePyramid.Of(page).Levels[0].Moves.Should().Equal(100, 5, 10, 5);
    }

    [Fact]
    public void A_long_run_has_its_own_candles_around_trades_and_whole_longer_periods()
    {
        const long entry = 50_000 * 60;
        var page = Long([SmallPage.Trade(entry, entry + 600, 5)]);

        var pyramid = CandlePyramid.Of(page);

        pyramid.IsWhole.Should().BeFalse();
        pyramid.Levels[0].Seconds.Should().Be(60);
        pyramid.Levels[0].Count.Should().Be(210);
        pyramid.Levels[0].Start.Should().Be(SmallPage.Start + entry - 6000);
        pyramid.Levels[1].Seconds.Should().Be(300);
        pyramid.Levels[1].Count.Should().Be(Minutes / 5);
    }

    [Fact]
    public void Without_a_trade_a_long_run_has_longer_periods_only() =>
        CandlePyramid.Of(Long([])).Levels[0].Seconds.Should().Be(300);

    [Fact]
    public void Windows_that_touch_are_one_and_what_mattered_most_comes_first()
    {
        var near = Long([SmallPage.Trade(600_000, 600_600, 5), SmallPage.Trade(606_000, 606_600, 5)]);
        TradeWindows.Of(near).Should().Equal((SmallPage.Start + 594_000, SmallPage.Start + 612_600));

        var many = Enumerable.Range(1, 400)
            .Select(i => SmallPage.Trade(i * 14_000L, i * 14_000L + 60, i == 77 ? -50 : i * 0.01m)).ToArray();
        var windows = TradeWindows.Of(Long(many));
        windows.Sum(window => (window.To - window.From) / 60).Should().BeInRange(30_000, TradeWindows.Budget);
        windows.Should().Contain(window => window.From <= SmallPage.Start + 77 * 14_000);
        windows.Should().NotContain(window => window.To < SmallPage.Start + 70 * 14_000, "small results come last");
    }

    [Fact]
    public void Of_a_very_long_trade_both_ends_are_there()
    {
        var page = Long([SmallPage.Trade(60_000, 3_000_000, 5)]);

        TradeWindows.Of(page).Should().Equal(
            (SmallPage.Start + 54_000, SmallPage.Start + 66_000),
            (SmallPage.Start + 2_994_000, SmallPage.Start + 3_006_000));
    }

    private static RunPage Long(TradingBot.Core.Accounts.ClosedTrade[] trades) => SmallPage.Of(
        trades, [new(SmallPage.Start, 1000), new(SmallPage.Start + Minutes * 60L, 1000)], minutes: 1) with
    {
        Candles = () => new SyntheticMarket(Minutes),
    };
}

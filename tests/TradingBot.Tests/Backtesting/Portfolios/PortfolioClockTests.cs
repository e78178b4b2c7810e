using TradingBot.Core.Backtesting.Portfolios;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Market;
using static TradingBot.Tests.Backtesting.Portfolios.SayingBots;

namespace TradingBot.Tests.Backtesting.Portfolios;

/// <summary>One clock for several bots.</summary>
public class PortfolioClockTests
{
    [Fact]
    public void What_is_sold_while_a_longer_candle_lasts_can_be_spent_at_its_end()
    {
        var run = new PortfolioRun(1000);
        var quick = Add(run, 1, Flat(1, 12), "enter", "", "leave");
        var slow = Add(run, 5, Flat(5, 3), "enter");

        run.Run();

        quick.Run.Engine.Ledger.Closed[0].Exit.Seconds.Should().Be(Midnight + 3 * 60);
        slow.Run.Engine.Ledger.Open[0].Entry.Seconds.Should().Be(Midnight + 5 * 60);
        slow.Share.Refusals.Should().Be(0);
    }

    [Fact]
    public void A_longer_candle_is_decided_on_at_its_end_and_takes_no_money_before()
    {
        var run = new PortfolioRun(1000);
        var slow = Add(run, 5, Flat(5, 3), "enter");
        var quick = Add(run, 1, Flat(1, 12), "", "", "enter");

        run.Run();

        quick.Run.Engine.Ledger.Open[0].Entry.Seconds.Should().Be(Midnight + 3 * 60);
        slow.Share.Refusals.Should().Be(1);
    }

    [Fact]
    public void What_a_sale_brings_at_a_moment_cannot_pay_for_what_was_decided_at_it()
    {
        var run = new PortfolioRun(1000);
        Add(run, 1, Flat(1, 6), "enter", "", "leave");
        var second = Add(run, 1, Flat(1, 6), "", "", "enter", "enter");

        run.Run();

        second.Share.Refusals.Should().Be(1, "the sale is filled after its first entry was decided on");
        second.Run.Engine.Ledger.Open[0].Entry.Seconds.Should().Be(Midnight + 4 * 60);
    }

    [Fact]
    public void Midnight_is_marked_after_what_ends_at_it_and_before_what_is_filled_at_it()
    {
        var run = new PortfolioRun(1000);
        var before = Midnight - 120;
        Candle[] rising =
            [At(before, 100), At(before + 60, 110, close: 120), At(Midnight, 130), At(Midnight + 60, 140)];
        Add(run, 1, rising, size: 300, "enter", "enter");
        var late = Add(run, 1, Flat(1, 2), size: 1, "leave");

        run.Run();

        // 3 units from 110 on; 2.5 more are decided on at midnight and bought at 130.
        run.Equity!.Points.Select(point => (point.Seconds, point.Equity)).Should().Equal(
            (before, 1000m), (Midnight, 1000 + 3 * 10m), (Midnight + 120, 1000 + 3 * 30m + 2.5m * 10));
        late.Equity!.Points.Select(point => (point.Seconds, point.Equity)).Should().Equal(
            (before, 1000m), (Midnight, 1000m), (Midnight + 120, 1000m));
    }

    [Fact]
    public void A_midnight_within_a_long_candle_is_marked_at_the_close_before_it()
    {
        const int twoDays = 2880;
        var run = new PortfolioRun(1000);
        var start = new Timeframe(twoDays).OpenOf(Midnight);
        Candle[] candles = [At(start, 100), At(start + 172_800, 100, close: 150), At(start + 345_600, 150)];
        var bot = Add(run, twoDays, candles, "enter");

        run.Run();

        var volume = bot.Run.Engine.Ledger.Open[0].Entry.Volume;
        run.Equity!.Points.Select(point => point.Equity).Should().Equal(
            1000, 1000, 1000, 1000, 1000 + volume * 50, 1000 + volume * 50, 1000 + volume * 50);
        bot.Run.Equity!.Points.Should().Equal(run.Equity.Points);
    }

    [Fact]
    public void Time_is_shared_out_by_how_many_trades_are_open_at_the_end_of_candles()
    {
        var run = new PortfolioRun(1000);
        Add(run, 1, Flat(1, 10), size: 100, "enter", "", "", "", "leave");
        Add(run, 5, Flat(5, 3), size: 100, "enter", "leave");

        run.Run();

        // Open: the first one from 1 to 5 minutes, the second one from 5 to 10.
        run.SecondsWith.Should().Equal(60 + 300, 4 * 60 + 5 * 60);
        PortfolioFigures.Of(run).Exposure.Should().Be(540 / 900.0);
    }

    [Fact]
    public void Time_of_which_no_bot_has_a_candle_does_not_count()
    {
        var run = new PortfolioRun(1000);
        Add(run, 1, [At(Midnight, 100), At(Midnight + 60, 100), At(Midnight + 600, 100)], size: 100, "enter");

        run.Run();

        run.SecondsWith.Should().Equal(60, 120);
    }

    [Fact]
    public void A_bot_that_begins_later_has_its_budget_until_then_and_one_that_ends_earlier_what_it_had()
    {
        var run = new PortfolioRun(3000);
        var early = Add(run, 1, [At(Midnight, 100), At(Midnight + 60, 100, close: 120)], size: 500, "enter");
        var late = Add(run, 1, [At(Midnight + 3 * 86_400, 100)], size: 500, "");

        run.Run();

        var end = early.Equity!.Points[^1];
        end.Should().Be(new EquityPoint(Midnight + 3 * 86_400 + 60, 1100));
        late.Equity!.Points.Should().OnlyContain(point => point.Equity == 1000);
        run.Equity!.Points.Select(point => point.Equity).Should().Equal(3000, 3100, 3100, 3100, 3100);
    }
}

using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Backtesting;

/// <summary>In a candle that stands for an interval without a trade nobody bought or sold, at whatever price.</summary>
public class UntradedCandleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    public void An_exit_decided_before_an_outage_is_filled_at_the_first_price_after_it(int hours)
    {
        var run = Run([], ["enter", "", "leave"], At(0, 100), At(1, 101), At(2, 102), At(3 + hours, 80));

        var trade = run.Engine.Ledger.Closed.Should().ContainSingle().Subject;
        (trade.Exit.Seconds, trade.Exit.Price).Should().Be(((3 + hours) * 3600L, 80m));
    }

    [Fact]
    public void An_entry_waits_too_and_is_sent_once()
    {
        var run = Run([], ["enter", "enter", "enter", "enter"], At(0, 100), At(9, 70), At(10, 71));

        var trade = run.Engine.Ledger.Open.Should().ContainSingle().Subject;
        (trade.Entry.Seconds, trade.Entry.Price).Should().Be((9 * 3600L, 70m));
    }

    [Fact]
    public void Rules_that_watch_every_price_close_nothing_in_an_outage_either()
    {
        var run = Run(["max-age=2", "exits=intrabar"], ["enter"], At(0, 100), At(1, 100), At(20, 90), At(21, 91));

        var trade = run.Engine.Ledger.Closed.Should().ContainSingle().Subject;
        (trade.Exit.Seconds, trade.Exit.Price).Should().Be((20 * 3600L, 90m));
    }

    [Fact]
    public void A_stop_that_an_outage_leaps_over_is_filled_where_the_market_opens_again()
    {
        var run = Run(["stop-loss=5", "exits=intrabar"], ["enter"], At(0, 100), At(1, 100), At(20, 70));

        run.Engine.Ledger.Closed.Should().ContainSingle().Which.Exit.Price.Should().Be(70m);
    }

    [Theory]
    [InlineData(0, 0, 100, false)]
    [InlineData(0.5, 0, 100, true)] // a source that does not count trades
    [InlineData(0, 1, 100, true)] // a volume below the digits of its file
    [InlineData(0, 0, 101, true)] // a source without both
    public void What_counts_as_traded(double volume, int trades, double high, bool isTraded) =>
        new Candle(0, 100, high, 100, 100, volume, trades).IsTraded.Should().Be(isTraded);

    [Fact]
    public void Whatever_the_gaps_no_fill_is_on_a_candle_that_was_made_up()
    {
        var markets =
            from hours in Gen.Choose(1, 9).ArrayOf(60)
            from prices in Gen.Choose(500, 1500).ArrayOf(60)
            from words in Gen.Elements("enter", "leave", "").ArrayOf(400)
            from settings in Gen.Elements<string[]>(
                [], ["stop-loss=3", "take-profit=3"], ["stop-loss=3", "max-age=5", "exits=intrabar"])
            select (hours, prices, words, settings);
        Prop.ForAll(markets.ToArbitrary(), c =>
        {
            var traded = new List<Candle>();
            foreach (var (hours, price) in c.hours.Zip(c.prices))
                traded.Add(At((int)((traded.LastOrDefault().OpenSeconds / 3600) + hours), price / 10.0));

            var ledger = Run(c.settings, c.words, [.. traded]).Engine.Ledger;

            var times = traded.Select(candle => candle.OpenSeconds).ToHashSet();
            ledger.Closed.SelectMany(trade => new[] { trade.Entry, trade.Exit })
                .Concat(ledger.Open.Select(trade => trade.Entry))
                .Should().OnlyContain(fill => times.Contains(fill.Seconds - fill.Seconds % 3600));
        }).Check(Properties.FixedWith(200));
    }

    private static Candle At(int hour, double price) => new(hour * 3600L, price, price, price, price, 1, 1);

    /// <summary>With the hours between them made up, as a backtest does.</summary>
    private static BacktestRun Run(string[] settings, string[] words, params Candle[] traded)
    {
        var hour = new Timeframe(60);
        var filled = Backtests.All(new GapFiller(new CandleMemory(traded), hour, traded[^1].OpenSeconds));
        return Backtests.Run(Backtests.Setup(SayingStrategy.Of(words), minutes: 60, settings), filled, Backtests.Fills(0));
    }
}

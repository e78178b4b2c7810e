using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Orders;
using TradingBot.Research.Tearsheets.Groups;
using static TradingBot.Tests.Research.Tearsheets.SmallRun;

namespace TradingBot.Tests.Research.Tearsheets;

/// <summary>Figures of trades and costs worked out by hand.</summary>
public class TradeFiguresTests
{
    [Fact]
    public void Streaks_payoff_and_lengths_are_those_of_the_trades_in_their_order()
    {
        ClosedTrade[] five =
            [Trade(0, 60, 5), Trade(60, 120, 3), Trade(120, 400, 0), Trade(400, 500, -4), Trade(500, 560, 4)];
        var trades = RunTearsheet.Of(HistoryOf([100, 110, 99], five))["trades"];

        (Of(trades, "longest_winning_streak"), Of(trades, "longest_losing_streak")).Should().Be((2, 2));
        Of(trades, "payoff").Should().Be(2, "4 a win over 2 a loss, of which one is 0");
        Of(trades, "kelly").Should().BeApproximately(0.6 - 0.4 / 2, 1e-12);
        (Of(trades, "median_profit"), Of(trades, "median_seconds")).Should().Be((3, 60));
        (Of(trades, "briefest_seconds"), Of(trades, "longest_seconds")).Should().Be((60, 280));
        Of(trades, "average_return").Should().BeApproximately(1.6 / 100, 1e-12);
        Of(trades, "geometric_mean_return").Should()
            .BeApproximately(Math.Pow(1.05 * 1.03 * 0.96 * 1.04, 0.2) - 1, 1e-12);
    }

    [Fact]
    public void Excursions_are_told_of_winners_and_losers_alone_too()
    {
        var history = HistoryOf([100, 110, 99], [Trade(0, 60, 5), Trade(60, 120, 0)]) with
        {
            Excursions = [new Excursion(0.01, 0.08, 0.03), new Excursion(0.05, 0.02, 0.02)],
        };

        var trades = RunTearsheet.Of(history)["trades"];

        Of(trades, "average_adverse_excursion").Should().BeApproximately(0.03, 1e-12);
        Of(trades, "average_adverse_excursion_won").Should().Be(0.01);
        Of(trades, "worst_adverse_excursion").Should().Be(0.05);
        Of(trades, "average_favourable_excursion").Should().BeApproximately(0.05, 1e-12);
        Of(trades, "average_favourable_excursion_lost").Should().Be(0.02);
        Of(trades, "best_favourable_excursion").Should().Be(0.08);
        Of(trades, "average_given_back").Should().BeApproximately(0.025, 1e-12);
    }

    [Fact]
    public void Trades_are_sorted_by_reason_hour_weekday_and_month()
    {
        var trades = RunTearsheet.Of(HistoryOf(
            [100, 110, 99],
            [
                Trade(Monday + 3600, Monday + 7200, 5, "up", "target"),
                Trade(Monday + Day + 7200, Monday + Day + 7300, -2, "up", "stop"),
                Trade(Monday + 6 * Day + 3600, Monday + 9 * Day, -1, "down", "stop"),
            ]))["trades"];

        Names("by_entry_reason").Should().Equal("up 2 3", "down 1 -1");
        Names("by_exit_reason").Should().Equal("stop 2 -3", "target 1 5");
        Names("by_hour").Should().Equal("01 2 4", "02 1 -2");
        Names("by_weekday").Should().Equal("Monday 1 5", "Tuesday 1 -2", "Sunday 1 -1");
        Names("by_month").Should().Equal("2019-12 2 3", "2020-01 1 -1");

        IEnumerable<string> Names(string table) => trades.Tables.Single(one => one.Name == table).Rows.Select(
            row => FormattableString.Invariant($"{row[0].Text} {row[1].Value} {row[4].Exact}"));
    }

    [Fact]
    public void Of_very_many_reasons_the_rest_is_one_row()
    {
        ClosedTrade[] many = [.. Enumerable.Range(0, 30).Select(i => Trade(i, i + 1, i, $"price {i:00}"))];

        var rows = RunTearsheet.Of(HistoryOf([100, 110, 99], many))["trades"].Tables[0].Rows;

        rows.Should().HaveCount(21);
        (rows[^1][0].Text, rows[^1][1].Value, rows[^1][4].Exact).Should()
            .Be(("10 other reasons", 10, Enumerable.Range(20, 10).Sum()));
    }

    [Fact]
    public void At_the_break_even_fee_the_same_orders_leave_nothing()
    {
        // Two trades of 100 each way: turnover 400 and what the second made; fees 4.
        var history = HistoryOf([100, 102], []);
        var performance = history.Performance with { Fees = 4, Turnover = 400, FinalEquity = 102 };

        var costs = RunTearsheet.Of(history with { Performance = performance })["costs"];

        Of(costs, "result_before_fees").Should().Be(6);
        Of(costs, "break_even_fee").Should().Be(0.015);
        var rows = costs.Tables.Single().Rows;
        (rows[0][0].Exact, rows[^1][0].Exact, rows.Count).Should().Be((0m, 0.008m, 17));
        (rows[0][1].Exact, rows[^1][1].Exact).Should().Be((6m, 6 - 0.008m * 400));
        rows[^1][2].Value.Should().BeApproximately(0.028, 1e-12);
    }

    [Fact]
    public void Slippage_is_what_a_purchase_paid_above_and_a_sale_got_below_the_market()
    {
        // Bought at 101 where the market was at 100, sold at 198 where it was at 200.
        ClosedTrade[] trades = [new(1, 2, new Fill(0, 101, 1, 101, 0), new Fill(60, 198, 1, 198, 0), "", "")];
        var history = HistoryOf([1000, 1097], trades) with { Slippage = 0.01m };
        history = history with { Performance = history.Performance with { Turnover = 299 } };

        var costs = RunTearsheet.Of(history)["costs"];

        (Of(costs, "slippage"), Of(costs, "result_before_costs")).Should().Be((3, 100));
        RunTearsheet.Of(history with { Slippage = null })["costs", "slippage"].Exact.Should().BeNull();
    }

    [Fact]
    public void Closed_trades_fall_from_the_start_balance_too() =>
        RiskGroup.ClosedTradeDrawdown(
            100, HistoryOf([100, 99], [Trade(0, 1, -20), Trade(1, 2, 30), Trade(2, 3, -11)]).Results).Should().Be(0.2);

    [Fact]
    public void A_trade_counts_by_the_balance_that_was_there_when_it_was_opened()
    {
        // Half of 100 is lost, then 25 of the 50 that were left: either trade alone halves the account.
        var history = HistoryOf([100, 50, 25], [Trade(0, 60, -50), Trade(60, 120, -25)]);

        var quantiles = RunTearsheet.Of(history)["validity"].Tables.Single();

        quantiles.Rows.Select(row => row[2].Value).Should().AllBeEquivalentTo(0.75);
    }

    [Fact]
    public void Of_more_trades_than_can_be_drawn_in_time_no_drawdown_is_drawn()
    {
        ClosedTrade[] many = [.. Enumerable.Range(0, 10_001).Select(i => Trade(i, i + 1, 0))];

        var quantiles = RunTearsheet.Of(HistoryOf([100, 100], many))["validity"].Tables.Single();

        quantiles.Rows.Should().AllSatisfy(row => row[2].Value.Should().Be(double.NaN));
    }
}

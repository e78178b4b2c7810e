using TradingBot.Core.Backtesting.Portfolios;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Exchanges.Kraken;
using static TradingBot.Tests.Backtesting.Portfolios.SayingBots;

namespace TradingBot.Tests.Backtesting.Portfolios;

/// <summary>One balance for several bots.</summary>
public class PortfolioRunTests
{
    [Fact]
    public void At_one_moment_the_bot_that_was_added_first_gets_the_money()
    {
        var run = new PortfolioRun(1000);
        var first = Add(run, 1, Flat(1, 4), "enter", "", "leave");
        var second = Add(run, 1, Flat(1, 4), "enter");

        run.Run().Should().BeTrue();

        (first.Run.Engine.Ledger.Closed.Count, first.Share.Refusals).Should().Be((1, 0));
        (second.Run.Engine.Ledger.Closed.Count, second.Run.Engine.Ledger.Open.Count).Should().Be((0, 0));
        (second.Share.Refusals, second.Share.Reductions).Should().Be((1, 0), "its budget of 1000 would have paid");
        second.Run.Engine.Refused(Refusal.InsufficientFunds).Should().Be(1);
    }

    [Fact]
    public void What_the_others_leave_is_taken_where_it_is_less_than_what_was_wanted()
    {
        var run = new PortfolioRun(1000);
        var first = Add(run, 1, Flat(1, 4), 600, "enter");
        var second = Add(run, 1, Flat(1, 4), 600, "enter");

        run.Run();

        first.Run.Engine.Ledger.Open[0].Entry.Cost.Should().Be(600);
        second.Run.Engine.Ledger.Open[0].Entry.Cost.Should().BeInRange(380, 399, "400 are left, less a reserve of 1 %");
        (second.Share.Refusals, second.Share.Reductions).Should().Be((0, 1));
        (first.Share.Refusals, first.Share.Reductions).Should().Be((0, 0));
        run.Cash.Should().Be(1000 - 600 - second.Run.Engine.Ledger.Open[0].Entry.Cost).And.BePositive();
    }

    [Fact]
    public void A_bot_whose_own_budget_is_used_up_is_not_refused_because_of_the_others()
    {
        var run = new PortfolioRun(1000);
        var poor = Add(run, 1, Flat(1, 6), size: 300, "enter", "enter", "enter", "enter");

        run.Run();

        poor.Run.Engine.Ledger.Open.Should().HaveCount(3);
        poor.Run.Engine.Refused(Refusal.InsufficientFunds).Should().Be(1);
        (poor.Share.Refusals, poor.Share.Reductions).Should().Be((0, 0));
    }

    [Fact]
    public void A_price_that_jumps_before_the_fill_makes_the_exchange_refuse_what_the_one_balance_cannot_pay()
    {
        var run = new PortfolioRun(1000);
        Candle[] jump = [Flat(1, 1)[0], Flat(1, 2, price: 200)[1]];
        Add(run, 1, Flat(1, 2), size: 500, "enter");
        var second = Add(run, 1, jump, size: 490, "enter");

        run.Run();

        (second.Run.Engine.Rejections, second.Run.Engine.LastRejection).Should().Be((1, "insufficient funds"));
        (run.Cash, second.Run.Engine.Ledger.Cash).Should().Be((500, 1000));
    }

    [Fact]
    public void What_is_held_back_for_orders_of_a_bot_without_further_candles_is_for_the_others()
    {
        var run = new PortfolioRun(1000);
        var over = Add(run, 1, Flat(1, 1), "enter");
        var other = Add(run, 1, Flat(1, 4), "", "enter");

        run.Run();

        over.Run.Engine.Pending.Should().HaveCount(1);
        other.Run.Engine.Ledger.Open.Should().HaveCount(1);
        other.Share.Refusals.Should().Be(0);
    }

    [Fact]
    public void The_volume_of_all_bots_counts_for_the_fees_of_each()
    {
        decimal Fees(params string[] words)
        {
            var run = new PortfolioRun(1_000_000);
            Add(run, 1, Flat(1, 8), size: 400_000, KrakenFees.Spot, words);
            var second = Add(run, 1, Flat(1, 8), size: 1000, KrakenFees.Spot, "", "", "", "", "", "enter");
            run.Run();
            return second.Run.Engine.Ledger.Fees;
        }

        Fees("enter", "", "leave").Should().BeLessThan(Fees("")).And.BePositive();
    }

    [Fact]
    public void The_most_that_was_ever_in_the_market_is_that_of_all_bots_at_one_moment()
    {
        var run = new PortfolioRun(2000);
        Add(run, 1, Flat(1, 12), size: 500, "enter", "", "leave", "", "", "enter", "", "", "leave");
        Add(run, 1, Flat(1, 12), size: 300, "", "enter", "", "", "leave", "", "enter", "", "leave");

        run.Run();

        PortfolioFigures.Of(run).MaxInvested.Should().Be(800);
    }

    [Fact]
    public void Buying_and_holding_is_that_of_each_pair_in_the_proportion_of_the_budgets()
    {
        var run = new PortfolioRun(10_000);
        Add(run, 1, [At(Midnight, 100, close: 120)], size: 100, "");
        Add(run, 1, [At(Midnight, 100, close: 80)], size: 3000, "");

        run.Run();

        PortfolioFigures.Of(run).BuyAndHold.Should().BeApproximately((1000 * 0.2 - 3060 * 0.2) / 4060, 1e-12);
    }

    [Fact]
    public void Money_is_conserved_whatever_the_bots_do()
    {
        var run = new PortfolioRun(20_000);
        foreach (var (strategy, minutes) in new[] { ("macd", 5), ("scalping", 15), ("sma-cross", 3), ("momentum", 60) })
        {
            run.Add(
                Backtests.Setup(strategy, minutes) with
                {
                    Cash = 12_000,
                    Sizing = new PercentOfEquity(60),
                    Limits = new RiskLimits(3),
                    Placing = strategy == "macd"
                        ? new OrderPlacing(OrderStyle.Limit, TimeSpan.FromMinutes(20)) : OrderPlacing.AtTheMarket,
                },
                Backtests.Fills(slippage: 0.0005m),
                BreakerLimits.Off,
                new CandleMemory(Backtests.Synthetic(60_000, minutes)),
                neededWarmUp: 0);
        }

        run.Run();

        var ledgers = run.Bots.Select(bot => bot.Run.Engine.Ledger).ToList();
        ledgers.Should().OnlyContain(ledger => ledger.Closed.Count > 0);
        run.Cash.Should().Be(20_000 + ledgers.Sum(ledger => ledger.Cash - ledger.StartCash)).And.BePositive();
        run.Bots.Should().OnlyContain(bot => bot.Run.Exchange.Cash == bot.Run.Engine.Ledger.Cash);
        run.Bots.Sum(bot => bot.Share.Refusals).Should().BePositive();
        run.Equity!.Points[^1].Equity.Should().Be(
            20_000 + run.Bots.Sum(bot => bot.Equity!.Points[^1].Equity - 12_000));
    }

    [Fact]
    public void The_deepest_fall_is_that_of_all_together()
    {
        var run = new PortfolioRun(2000);
        var day = 86_400;
        // One falls by a fifth of its 1000 while the other rises by a tenth, then it alone falls further.
        Add(run, 1440, [At(Midnight, 100), At(Midnight + day, 100, close: 80), At(Midnight + 2 * day, 80, close: 60),
            At(Midnight + 3 * day, 60, close: 140)], size: 900, "enter");
        Add(run, 1440, [At(Midnight, 100), At(Midnight + day, 100, close: 110), At(Midnight + 2 * day, 110),
            At(Midnight + 3 * day, 110)], size: 900, "enter");

        run.Run();

        var fall = run.Drawdown;
        (fall.Peak, fall.Trough, fall.End, fall.Recovered).Should().Be(
            (Midnight + day, Midnight + 3 * day, Midnight + 4 * day, true));
        fall.Depth.Should().Be((double)((360m - 90m) / 2000));
        PortfolioFigures.Of(run).Drawdown.Should().Be(fall);
    }
}

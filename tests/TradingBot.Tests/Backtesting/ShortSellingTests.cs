using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Backtesting;

/// <summary>Short trades in a backtest: what they cost, what they need, and that they are long ones in a mirror.</summary>
public class ShortSellingTests
{
    private const long Hour = 3600;
    private static readonly ShortTerms Free = new(Leverage: 2, OpeningRate: 0, RolloverRate: 0);

    [Fact]
    public void Selling_short_on_a_market_is_buying_on_its_mirror_to_the_last_digit()
    {
        Prop.ForAll(Mirrors().ToArbitrary(), m =>
        {
            var here = Run(m.Words, m.Candles.Select((t, i) => CandleOf(t, i)), m);
            var there = Run([.. m.Words.Select(Swapped)], m.Candles.Select((t, i) => CandleOf(Mirrored(t), i)), m);

            Lines(there.Engine.Ledger, Side.Sell).Should().Equal(Lines(here.Engine.Ledger, Side.Buy));
            there.Equity!.Points.Should().Equal(here.Equity!.Points);
        }).Check(Properties.FixedWith(200));
    }

    [Fact]
    public void Borrowing_is_charged_on_what_was_sold_at_the_opening_and_after_every_four_hours()
    {
        // sold at 1 o'clock for 100, bought back at 15 o'clock for 90
        var words = Enumerable.Range(0, 20).Select(hour => hour == 0 ? "short" : hour == 14 ? "leave" : "");
        var prices = Enumerable.Range(0, 20).Select(hour => hour < 15 ? 100.0 : 90.0);
        var run = Scripted(words, prices, new ShortTerms(2, OpeningRate: 0.001m, RolloverRate: 0.0002m), fee: 0.0026m);

        // 100 * 0.1 % and 100 * 0.02 % at 5, 9 and 13 o'clock; looked at when each hour ends
        run.Costs[..16].Should().Equal(
            0, 0.1m, 0.1m, 0.1m, 0.12m, 0.12m, 0.12m, 0.12m, 0.14m, 0.14m, 0.14m, 0.14m, 0.16m, 0.16m, 0.16m, 0.16m);
        run.Equities[..15].Should().Equal(run.Costs[..15].Select((cost, hour) => hour == 0 ? 1000m : 1000 - 0.26m - cost));
        var trade = run.Ledger.Closed[0];
        (trade.BorrowCost, trade.Fees, trade.Gross, trade.Profit).Should().Be((0.16m, 0.26m + 0.234m, 10m, 10m - 0.494m - 0.16m));
        run.Ledger.Cash.Should().Be(1000 + trade.Profit);
        run.ExchangeCash.Should().Be(run.Ledger.Cash);
    }

    [Theory]
    [InlineData(4, 0.12)]
    [InlineData(3, 0.10)]
    public void A_short_that_is_closed_as_a_charge_falls_due_pays_it(int hours, double cost)
    {
        var words = Enumerable.Range(0, 10).Select(hour => hour == 0 ? "short" : hour == hours ? "leave" : "");
        var run = Scripted(words, Enumerable.Repeat(100.0, 10), new ShortTerms(2, 0.001m, 0.0002m), fee: 0);

        ((run.Ledger.Closed[0].Exit.Seconds - run.Ledger.Closed[0].Entry.Seconds) / Hour).Should().Be(hours);
        run.Ledger.Closed[0].BorrowCost.Should().Be((decimal)cost);
        run.ExchangeCash.Should().Be(run.Ledger.Cash);
    }

    [Theory]
    [InlineData(2, "0.97556216")]
    [InlineData(5, "2.35266439")]
    public void A_short_is_as_large_as_its_margin_allows(int leverage, string volume)
    {
        // 50 in the account; a share of 1 / leverage, 1 % for the price to move, 0.25 % of fee
        var setup = SetupOf(["short", "", ""], new ShortTerms(leverage, 0, 0)) with
        {
            Cash = 50,
            Cost = new MarketOrderCost(feeRate: 0.0025m, priceReserve: 0.01m),
            Sizing = new FixedVolume(100, "XBT"),
        };
        var run = Backtests.Run(setup, Flat(3, 100), Backtests.Fills(fee: 0.0025m));

        run.Engine.Ledger.Open[0].Entry.Volume.Should().Be(decimal.Parse(volume, CultureInfo.InvariantCulture));
        run.Engine.Ledger.Margin.Should().BeLessThan(50);
        setup.Cost.OnMargin(setup.ShortTerms!).AtMost(run.Engine.Ledger.Open[0].Entry.Cost).Should().BeLessThanOrEqualTo(50);
    }

    [Fact]
    public void A_short_whose_margin_cannot_be_carried_is_refused()
    {
        var setup = SetupOf(["short", "", "short", ""], Free) with
        {
            Cash = 51,
            Limits = new RiskLimits(2),
            Cost = new MarketOrderCost(feeRate: 0, priceReserve: 0),
            Sizing = new FixedVolume(1, "XBT"),
        };
        // the first takes 50 as margin, and loses 1 by the time of the second
        var run = Backtests.Run(setup, Prices(100, 100, 101, 101), Backtests.Fills(fee: 0));

        run.Engine.Ledger.Open.Should().ContainSingle();
        run.Engine.Refused(Refusal.InsufficientFunds).Should().Be(1);
    }

    [Theory]
    [InlineData("exits=close", 181, 185)]
    [InlineData("exits=intrabar", 181, 180)]
    public void A_short_is_liquidated_when_equity_falls_to_40_percent_of_its_margin(string exits, double high, double fill)
    {
        // 100 in the account and 1 sold at 100 with a margin of 50: at 180 the equity is 20
        var setup = SetupOf(["short", "", "", "", ""], Free, exits) with { Cash = 100, Sizing = new FixedVolume(1, "XBT") };
        Candle[] candles =
        [
            At(0, 100), At(Hour, 100),
            new(2 * Hour, 100, 179.9, 100, 150, 1, 1), new(3 * Hour, 150, high, 150, 160, 1, 1), At(4 * Hour, 185),
        ];
        var run = Backtests.Run(setup, candles, Backtests.Fills(fee: 0));

        var trade = run.Engine.Ledger.Closed.Should().ContainSingle().Which;
        (trade.CloseReason, trade.Exit.Price).Should().Be(("liquidated", (decimal)fill));
        run.Engine.Ledger.LiquidationPrice.Should().Be(double.PositiveInfinity, "nothing is short any more");
    }

    [Fact]
    public void An_account_can_come_to_owe_money()
    {
        var setup = SetupOf(["short", "", "", ""], Free) with { Cash = 100, Sizing = new FixedVolume(1, "XBT") };
        var run = Backtests.Run(setup, Prices(100, 100, 300, 300), Backtests.Fills(fee: 0));

        run.Engine.Ledger.Closed[0].Profit.Should().Be(-200);
        (run.Engine.Ledger.Cash, run.Exchange.Cash).Should().Be((-100, -100));
    }

    [Fact]
    public void Without_terms_a_signal_to_sell_short_is_one_to_leave()
    {
        string[] words = ["short", "enter", "", "short", "", "short", ""];
        var shorts = Backtests.Run(SetupOf(words, terms: null), Flat(words.Length, 100));
        var leaves = Backtests.Run(
            SetupOf([.. words.Select(word => word.Replace("short", "leave"))], terms: null), Flat(words.Length, 100));

        shorts.Engine.Ledger.Closed.Should().Equal(leaves.Engine.Ledger.Closed).And.ContainSingle();
        shorts.Engine.Ledger.Cash.Should().Be(leaves.Engine.Ledger.Cash);
    }

    private static IEnumerable<string> Lines(Ledger ledger, Side mirrored) =>
        ledger.Closed.Select(t => $"{t.Side == mirrored} {t.Entry.Seconds} {t.Exit.Seconds} {t.Entry.Volume} {t.Profit} {t.CloseReason}")
            .Concat(ledger.Open.Select(t => $"{t.Side == mirrored} {t.Entry.Seconds} open"));

    private static Core.Backtesting.BacktestRun Run(string[] words, IEnumerable<Candle> candles, Mirror m)
    {
        var setup = SetupOf(words, Free, m.Settings) with
        {
            Limits = new RiskLimits(m.Trades),
            Placing = new OrderPlacing(m.Style, TimeSpan.FromHours(2)),
        };
        return Backtests.Run(setup, candles.ToArray(), Backtests.Fills(fee: 0));
    }

    private static (Ledger Ledger, decimal[] Costs, decimal[] Equities, decimal ExchangeCash) Scripted(
        IEnumerable<string> words, IEnumerable<double> prices, ShortTerms terms, decimal fee)
    {
        var setup = SetupOf([.. words], terms) with { Cash = 1000, Sizing = new FixedVolume(1, "XBT") };
        var run = new Core.Backtesting.BacktestRun(setup, Backtests.Fills(fee));
        var (costs, equities) = (new List<decimal>(), new List<decimal>());
        run.AfterCandle = () =>
        {
            costs.Add(run.Engine.Ledger.BorrowCost);
            equities.Add(run.Engine.Ledger.Equity((decimal)run.Engine.LastClose));
        };
        run.Run(new Core.Charts.CandleMemory(Prices([.. prices])));
        return (run.Engine.Ledger, [.. costs], [.. equities], run.Exchange.Cash);
    }

    private static EngineSetup SetupOf(string[] words, ShortTerms? terms, params string[] settings) =>
        Backtests.Setup(
            new StrategyDefinition(
                "scripted",
                "says what the test says",
                [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
                (_, _) => new Script(new Queue<string>(words))),
            minutes: 60,
            settings) with
        {
            ShortTerms = terms,
        };

    private static Candle[] Prices(params double[] prices) => [.. prices.Select((price, i) => At(i * Hour, price))];

    private static Candle At(long seconds, double price) => new(seconds, price, price, price, price, 1, 1);

    private static Candle[] Flat(int count, double price) => Prices([.. Enumerable.Repeat(price, count)]);

    private static string Swapped(string word) => word switch { "enter" => "short", "short" => "enter", _ => word };

    /// <summary>Tenths: a price of 1,000 is its own mirror.</summary>
    private static (int, int, int, int) Mirrored((int, int, int, int) t) =>
        (20_000 - t.Item1, 20_000 - t.Item2, 20_000 - t.Item3, 20_000 - t.Item4);

    private static Candle CandleOf((int, int, int, int) tenths, int index)
    {
        double[] prices = [tenths.Item1 / 10.0, tenths.Item2 / 10.0, tenths.Item3 / 10.0, tenths.Item4 / 10.0];
        return new Candle(index * Hour, prices[0], prices.Max(), prices.Min(), prices[3], volume: 1, tradeCount: 1);
    }

    private static Gen<Mirror> Mirrors() =>
        from words in Gen.Elements("enter", "enter", "short", "short", "leave", "", "").ArrayOf(80)
        from candles in Gen.Choose(1, 19_999).Four().ArrayOf(80)
        from trades in Gen.Choose(1, 3)
        from style in Gen.Elements(OrderStyle.Market, OrderStyle.Limit, OrderStyle.PostOnly)
        from settings in Gen.Elements<string[]>([], ["max-age=3"], ["max-age=5", "exits=intrabar"])
        select new Mirror(words, candles, trades, style, settings);

    private sealed record Mirror(
        string[] Words, (int, int, int, int)[] Candles, int Trades, OrderStyle Style, string[] Settings);
}

using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Engine;

/// <summary>Trades that are smaller or larger than what a venue lets one close in an order.</summary>
public class SmallTradeTests
{
    // Lots of 0.003, at least 10 USD, at most 0.3: the odd figures of no venue in particular.
    private static readonly Instrument Odd = Backtests.Bitcoin with
    {
        LotStep = 0.003m,
        MinimumVolume = 0.003m,
        MinimumNotional = 10,
        MaximumVolume = 0.3m,
    };

    private int _candles;

    [Fact]
    public void A_trade_whose_worth_fell_below_the_smallest_notional_waits_as_dust_and_is_sold_when_it_is_worth_it()
    {
        var engine = Entered(Odd, 0.102m, "leave", "", "", "");

        At(engine, 97).Should().BeEmpty("it is to be sold for 9.89 USD");
        (engine.Ledger.Dust, engine.Ledger.Open[0].RefusedExitReason).Should().Be((1, "signal"));
        At(engine, 98).Should().BeEmpty();
        var exit = At(engine, 99).Should().ContainSingle().Which;

        (exit.Side, exit.Volume, exit.Intent.Reason, engine.Ledger.Dust).Should().Be((Side.Sell, 0.102m, "signal", 0));
    }

    [Fact]
    public void An_exit_rule_that_watches_every_price_looks_at_dust_again_once_it_is_worth_an_order()
    {
        var strategy = SayingStrategy.Of("enter", "leave", "", "");
        var engine = new TradingEngine(Backtests.Setup(strategy, 1, "take-profit=0.05") with
        {
            Instrument = Odd,
            Sizing = new FixedVolume(0.102m, "XBT"),
        });
        Fill(engine, At(engine, 100)[0]).Should().BeEmpty();
        At(engine, 97).Should().BeEmpty();
        engine.Ledger.Dust.Should().Be(1);

        Price(engine, 97.5).Should().BeEmpty();
        Price(engine, 106).Should().ContainSingle().Which.Volume.Should().Be(0.102m);
    }

    [Fact]
    public void Dust_takes_no_trade_s_place_and_is_still_dust_after_a_restart()
    {
        var engine = new TradingEngine(Setup(Odd, 0.102m, OrderStyle.Market, 1000, "enter", "leave", "enter") with
        {
            Sizing = new QuoteAmount(10.2m, "USD"),
        });
        Fill(engine, At(engine, 100)[0]).Should().BeEmpty();
        At(engine, 97).Should().BeEmpty();

        At(engine, 97).Should().ContainSingle("it leaves its place").Which.Purpose.Should().Be(OrderPurpose.Open);
        var again = NewEngine(Odd, 0.102m, OrderStyle.Market, "", "");
        again.Restore(engine.State());

        At(again, 97).Should().BeEmpty("it would be refused");
        At(again, 99).Should().ContainSingle().Which.Intent.Reason.Should().Be("signal");
    }

    [Fact]
    public void A_part_of_an_entry_that_is_below_the_smallest_notional_is_dust()
    {
        var engine = NewEngine(Odd, 0.3m, OrderStyle.Market, "enter", "leave");
        Fill(engine, At(engine, 100)[0], 0.099m).Should().BeEmpty();

        engine.Ledger.Dust.Should().Be(1);
        At(engine, 100).Should().BeEmpty();
    }

    [Fact]
    public void What_no_limit_order_may_be_goes_to_the_market_where_that_has_no_smallest_notional()
    {
        var exempt = Odd with { MarketOrders = new(OrderLimits.Unlimited, KeepMinimumNotional: false) };
        var engine = NewEngine(exempt, 0.102m, OrderStyle.Limit, "enter", "leave");
        Fill(engine, At(engine, 100)[0]).Should().BeEmpty();

        At(engine, 97).Should().ContainSingle().Which.Intent.Style.Should().Be(OrderStyle.Market);
    }

    [Fact]
    public void A_trade_off_the_grid_is_closed_as_far_as_the_grid_goes_and_the_rest_is_kept_as_residue()
    {
        var finer = Odd with { LotStep = 0.001m };
        var before = Entered(finer, 0.200m);
        var engine = NewEngine(Odd, 0.2m, OrderStyle.Market, "leave", "");
        engine.Restore(before.State());

        var exit = At(engine, 100).Should().ContainSingle().Which;
        exit.Volume.Should().Be(0.198m);
        Fill(engine, exit).Should().BeEmpty();
        (engine.Ledger.Open.Count, engine.Ledger.Residue).Should().Be((0, 0.002m));
    }

    [Theory]
    [InlineData(0.9, "0.3 0.3 0.3")]
    [InlineData(0.75, "0.3 0.3 0.15")]
    [InlineData(0.699, "0.3 0.297 0.102")] // 0.099 alone would be worth less than 10 USD
    public void A_trade_above_the_largest_volume_is_closed_in_parts_of_which_the_last_can_be_sold(
        decimal volume, string parts)
    {
        var before = Entered(Odd with { MaximumVolume = OrderLimits.None }, volume);
        var engine = NewEngine(Odd, volume, OrderStyle.Market, "leave");
        engine.Restore(before.State());

        var sold = new List<decimal>();
        for (var exits = At(engine, 100); exits.Count > 0; exits = Fill(engine, exits[0]))
            sold.Add(exits[0].Volume);

        string.Join(' ', sold.Select(part => part / 1.000m)).Should().Be(parts);
        engine.Ledger.Open.Should().BeEmpty();
    }

    [Fact]
    public void An_exit_goes_to_the_market_while_all_do_whatever_the_style()
    {
        var engine = NewEngine(Odd, 0.102m, OrderStyle.Limit, "enter", "leave");
        Fill(engine, At(engine, 100)[0]).Should().BeEmpty();
        engine.ExitsAtMarket = true;

        At(engine, 100).Should().ContainSingle().Which.Intent.Style.Should().Be(OrderStyle.Market);
    }

    [Fact]
    public void The_parts_of_an_exit_that_rests_rest_one_after_the_other()
    {
        var before = Entered(Odd with { MaximumVolume = OrderLimits.None }, 0.6m);
        var engine = NewEngine(Odd, 0.6m, OrderStyle.Limit, "leave");
        engine.Restore(before.State());

        var first = At(engine, 100)[0];
        var second = Fill(engine, first)[0];

        (first.Intent.Style, second.Intent.Style).Should().Be((OrderStyle.Limit, OrderStyle.Limit));
        second.Intent.Repricings.Should().Be(first.Intent.Repricings);
        Fill(engine, second).Should().BeEmpty();
        engine.Ledger.Open.Should().BeEmpty();
    }

    [Fact]
    public void An_entry_above_the_largest_volume_is_refused_and_counted()
    {
        var engine = NewEngine(Odd, 0.303m, OrderStyle.Market, "enter");

        At(engine, 100).Should().BeEmpty();

        engine.Refused(Refusal.AboveMaximum).Should().Be(1);
    }

    [Fact]
    public void Where_the_cash_allows_less_than_the_largest_volume_an_entry_is_of_that()
    {
        var engine = NewEngine(Odd, 0.6m, OrderStyle.Market, cash: 25, "enter");

        At(engine, 100).Should().ContainSingle().Which.Volume.Should().Be(0.246m);
    }

    [Fact]
    public void A_trade_that_is_too_small_to_be_closed_does_not_keep_the_other_side_waiting()
    {
        var setup = Setup(Odd, 0.12m, OrderStyle.Market, cash: 1000, "enter", "short") with
        {
            ShortTerms = new ShortTerms(Leverage: 2, OpeningRate: 0, RolloverRate: 0),
        };
        var engine = new TradingEngine(setup);
        Fill(engine, At(engine, 100)[0], 0.102m).Should().BeEmpty();

        var turned = At(engine, 97).Should().ContainSingle().Which;

        (turned.Purpose, turned.Side, engine.Ledger.Dust).Should().Be((OrderPurpose.Open, Side.Sell, 1));
    }

    private TradingEngine Entered(Instrument instrument, decimal volume, params string[] words)
    {
        var engine = NewEngine(instrument, volume, OrderStyle.Market, ["enter", .. words]);
        Fill(engine, At(engine, 100)[0]).Should().BeEmpty();
        return engine;
    }

    private static TradingEngine NewEngine(
        Instrument instrument, decimal volume, OrderStyle style, params string[] words) =>
        NewEngine(instrument, volume, style, cash: 1000, words);

    private static TradingEngine NewEngine(
        Instrument instrument, decimal volume, OrderStyle style, decimal cash, params string[] words) =>
        new(Setup(instrument, volume, style, cash, words));

    private static EngineSetup Setup(
        Instrument instrument, decimal volume, OrderStyle style, decimal cash, params string[] words)
    {
        var strategy = new StrategyDefinition(
            "scripted",
            "says what the test says",
            [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (_, _) => new Script(new Queue<string>(words)));
        return Backtests.Setup(strategy) with
        {
            Instrument = instrument,
            Sizing = new FixedVolume(volume, "XBT"),
            Placing = style == OrderStyle.Market
                ? OrderPlacing.AtTheMarket : new OrderPlacing(style, TimeSpan.FromMinutes(10)),
            Cash = cash,
        };
    }

    private List<OrderRequest> Price(TradingEngine engine, double price) =>
        [.. engine.Process(new Tick(_candles * 60L, price))];

    private List<OrderRequest> At(TradingEngine engine, double price) =>
        [.. engine.Process(Candle.Flat(_candles++ * 60L, price))];

    private List<OrderRequest> Fill(TradingEngine engine, OrderRequest order, decimal? part = null)
    {
        var (volume, price) = (part ?? order.Volume, order.Intent.Price);
        var fill = new Fill(_candles * 60L, price, volume, price * volume, Fee: 0);
        var outcome = volume == order.Volume
            ? OrderOutcome.Filled(order.Number, in fill)
            : OrderOutcome.Withdrawn(order.Number, in fill, isOutOfTime: false);
        return [.. engine.Process(outcome)];
    }
}

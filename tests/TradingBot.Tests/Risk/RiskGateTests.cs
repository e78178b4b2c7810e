using TradingBot.Core;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Risk;

public class RiskGateTests
{
    private static readonly Instrument Bitcoin = KrakenPairs.Find("XBTUSD")!; // at least 0.00005 XBT and 0.5 USD
    private static readonly MarketOrderCost Cost = new(feeRate: 0.01m, priceReserve: 0.01m);

    [Fact]
    public void Outside_core_nobody_makes_an_order_request_or_changes_one_but_by_the_review()
    {
        var type = typeof(OrderRequest);

        type.GetConstructors().Should().BeEmpty();
        type.GetProperties().Should().OnlyContain(property => !property.CanWrite);
        type.Assembly.GetExportedTypes().SelectMany(any => any.GetMethods())
            .Where(method => !method.IsSpecialName && method.ReturnType == type).Should().BeEmpty();
    }

    [Fact]
    public void What_passed_no_gate_is_not_sent()
    {
        var tracker = new OrderTracker(Guid.Empty, new OrderRules(), TimeSpan.MaxValue, costRounding: 0);

        tracker.Invoking(it => it.Send(default, DateTime.UnixEpoch)).Should().Throw<InvariantViolatedException>();
    }

    [Theory]
    [InlineData(0.001, 0, 1000, Refusal.None)]
    [InlineData(0.001, 2, 1000, Refusal.TooManyTrades)]
    [InlineData(0.00004, 0, 1000, Refusal.BelowMinimum)]
    [InlineData(0.1, 0, 1020.10, Refusal.None)] // 0.1 × 10,000 × 1.01 × 1.01
    [InlineData(0.1, 0, 1020.09, Refusal.InsufficientFunds)]
    public void An_entry_passes_only_within_every_limit(double volume, int trades, double cash, Refusal expected)
    {
        var gate = new RiskGate(Bitcoin, new RiskLimits(2), Cost);
        var intent = new OrderIntent(OrderPurpose.Open, Side.Buy, (decimal)volume, Price: 10_000, Trade: 0, "test");

        gate.Review(in intent, new RiskView((decimal)cash, Held: 0, trades), out var request).Should().Be(expected);

        request.Number.Should().Be(expected == Refusal.None ? 1 : 0, "only what passes becomes an order");
    }

    [Fact]
    public void A_cost_below_the_minimum_is_refused()
    {
        var gate = new RiskGate(Bitcoin, new RiskLimits(1), Cost);
        var intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.0001m, Price: 4_999, Trade: 0, "test");

        gate.Review(in intent, new RiskView(1000, 0, 0), out _).Should().Be(Refusal.BelowMinimum);
    }

    [Fact]
    public void A_sale_is_never_of_more_than_is_held_but_needs_no_money()
    {
        var gate = new RiskGate(Bitcoin, new RiskLimits(1), Cost);
        var intent = new OrderIntent(OrderPurpose.Close, Side.Sell, 0.2m, Price: 10_000, Trade: 1, "test");

        gate.Review(in intent, new RiskView(FreeCash: 0, Held: 0.1m, 1), out _).Should().Be(Refusal.NotHeld);
        gate.Review(in intent, new RiskView(FreeCash: 0, Held: 0.2m, 1), out var request).Should().Be(Refusal.None);
        request.Reserved.Should().Be(0);
    }

    [Fact]
    public void What_can_be_afforded_passes_the_gate_and_a_unit_more_does_not()
    {
        var sizer = new OrderSizer(new PercentOfEquity(100), Bitcoin, Cost);
        var gate = new RiskGate(Bitcoin, new RiskLimits(1), Cost);
        var view = new RiskView(FreeCash: 777.77m, Held: 0, Trades: 0);
        var volume = sizer.Affordable(price: 12_345.6m, view.FreeCash);

        gate.Review(Buying(volume), in view, out _).Should().Be(Refusal.None);
        gate.Review(Buying(volume + 0.00000001m), in view, out _).Should().Be(Refusal.InsufficientFunds);

        static OrderIntent Buying(decimal volume) => new(OrderPurpose.Open, Side.Buy, volume, Price: 12_345.6m, Trade: 0, "test");
    }

    [Fact]
    public void Sizes_are_a_volume_an_amount_or_a_share()
    {
        new FixedVolume(0.002m, "XBT").Volume(10_000, 500).Should().Be(0.002m);
        new QuoteAmount(250, "USD").Volume(10_000, 500).Should().Be(0.025m);
        new PercentOfEquity(5).Volume(10_000, 500).Should().Be(0.0025m);
    }
}

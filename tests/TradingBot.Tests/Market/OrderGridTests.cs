using TradingBot.Core;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Market;

/// <summary>Instruments with odd steps and all limits: no order leaves the grid or the limits.</summary>
public class OrderGridTests
{
    private static readonly MarketOrderCost Free = new(feeRate: 0, priceReserve: 0);
    private static readonly string[] Words = ["", "", "enter", "enter", "short", "leave"];

    [Theory]
    [InlineData("0.003", "0", "0.0161", "0.015")]
    [InlineData("5", "0", "14.99", "10")]
    [InlineData("0.00001", "0", "1.123456", "1.12345")]
    [InlineData("1", "0", "0.999", "0")]
    [InlineData("100", "0", "255", "200")]
    [InlineData("0.004", "0.006", "0.035", "0.024")] // both divide 0.012
    [InlineData("0.010", "0.25", "0.99", "0.75")]
    public void A_volume_is_cut_to_a_multiple_of_both_steps(string step, string market, string volume, string cut)
    {
        var instrument = Backtests.Bitcoin with
        {
            LotStep = Exact(step),
            MarketOrders = new(OrderLimits.Unlimited, Exact(market)),
        };

        instrument.RoundVolumeDown(Exact(volume)).Should().Be(Exact(cut));
        instrument.RoundVolumeUp(Exact(cut)).Should().Be(Exact(cut));
        instrument.RoundVolumeUp(Exact(volume)).Should().BeGreaterThan(Exact(volume));
    }

    [Fact]
    public void A_step_has_no_trailing_zeros_and_is_above_zero()
    {
        (Backtests.Bitcoin with { LotStep = 0.0100000m }).VolumeDecimals.Should().Be(2);
        (Backtests.Bitcoin with { LotStep = 1.00m }).VolumeDecimals.Should().Be(0);
        FluentActions.Invoking(() => Backtests.Bitcoin with { LotStep = 0 })
            .Should().Throw<InvariantViolatedException>();
    }

    [Theory]
    [InlineData(OrderStyle.Limit, 0.3, 200, Refusal.None)]
    [InlineData(OrderStyle.Limit, 0.2, 200, Refusal.BelowMinimum)] // it could not be closed at the market
    [InlineData(OrderStyle.Limit, 4, 200, Refusal.None)]
    [InlineData(OrderStyle.Market, 4, 200, Refusal.AboveMaximum)]
    [InlineData(OrderStyle.Limit, 5.1, 10, Refusal.AboveMaximum)]
    [InlineData(OrderStyle.Limit, 4, 300, Refusal.AboveMaximum)] // 1,200 USD
    [InlineData(OrderStyle.Market, 2, 600, Refusal.None)] // which no market order is held to
    [InlineData(OrderStyle.Market, 0.3, 30, Refusal.BelowMinimum)]
    public void Orders_at_the_market_have_limits_of_their_own(
        OrderStyle style, double volume, double price, Refusal expected)
    {
        var instrument = Backtests.Bitcoin with
        {
            LotStep = 0.1m,
            MinimumVolume = 0.1m,
            MaximumVolume = 5,
            MinimumNotional = 10,
            MaximumNotional = 1_000,
            MarketOrders = new(new(0.3m, 3, 0, OrderLimits.None), KeepMaximumNotional: false),
        };
        var gate = new RiskGate(instrument, new RiskLimits(1), Free);
        var intent = new OrderIntent(
            OrderPurpose.Open, Side.Buy, (decimal)volume, (decimal)price, Trade: 0, "test", style);

        gate.Review(in intent, new RiskView(1_000_000, 0, 0), out _).Should().Be(expected);
    }

    [Theory]
    [InlineData(0.1, 0.25, 0.3)] // raised to the grid
    [InlineData(0.4, 0.25, 0.4)]
    public void The_smallest_volume_of_orders_of_any_kind_is_the_larger_of_their_minimums(
        double limit, double market, double smallest)
    {
        var instrument = Backtests.Bitcoin with
        {
            LotStep = 0.1m,
            MinimumVolume = (decimal)limit,
            MarketOrders = new(OrderLimits.Unlimited with { MinimumVolume = (decimal)market }),
        };

        instrument.SmallestVolume(price: 100).Should().Be((decimal)smallest);
    }

    [Fact]
    public void An_order_off_the_grid_is_a_bug()
    {
        var gate = new RiskGate(Backtests.Bitcoin with { LotStep = 0.003m }, new RiskLimits(1), Free);
        var intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.004m, Price: 100, Trade: 0, "test");

        gate.Invoking(it => it.Review(in intent, new RiskView(1000, 0, 0), out _))
            .Should().Throw<InvariantViolatedException>();
    }

    [Theory]
    [InlineData("0.003", "0")]
    [InlineData("0.003", "0.002")]
    [InlineData("5", "0")]
    [InlineData("0.00001", "0")]
    [InlineData("1", "0")]
    public void No_order_leaves_the_grid_or_the_limits_and_no_exit_is_stuck(string step, string marketStep)
    {
        var orders = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var instrument = Some(random, Exact(step), Exact(marketStep));
            orders += Trade(instrument, random, $"seed {seed}, steps {step} and {marketStep}");
        }

        orders.Should().BeGreaterThan(1_000, "else nothing was tried");
    }

    private static decimal Exact(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Instrument Some(Random random, decimal step, decimal marketStep)
    {
        var price = 100m;
        var smallest = step * random.Next(1, 5);
        return Backtests.Bitcoin with
        {
            LotStep = step,
            MinimumVolume = smallest,
            MaximumVolume = random.Next(2) == 0 ? OrderLimits.None : step * random.Next(40, 400),
            MinimumNotional = random.Next(2) * price * step * random.Next(1, 40),
            MaximumNotional = random.Next(2) == 0 ? OrderLimits.None : price * step * random.Next(80, 400),
            MarketOrders = random.Next(3) == 0 ? MarketOrderRules.AsOthers : new(
                new(smallest * random.Next(0, 3), step * random.Next(40, 400), 0, OrderLimits.None),
                marketStep,
                KeepMinimumNotional: random.Next(2) == 0,
                KeepMaximumNotional: random.Next(2) == 0),
        };
    }

    /// <summary>Random signals, prices and answers.</summary>
    /// <returns>How many orders were sent.</returns>
    private static int Trade(Instrument instrument, Random random, string where)
    {
        const int candles = 120;
        var words = Enumerable.Range(0, candles).Select(_ => Words[random.Next(Words.Length)]);
        var strategy = new StrategyDefinition(
            "random", "", [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (_, _) => new Script(new Queue<string>(words)));
        var engine = new TradingEngine(Backtests.Setup(strategy) with
        {
            Instrument = instrument,
            Sizing = new FixedVolume(instrument.LotStep * (decimal)(random.NextDouble() * 300), "XBT"),
            Limits = new RiskLimits(3),
            Cash = instrument.LotStep * 100 * random.Next(200, 2_000),
            Placing = random.Next(2) == 0
                ? OrderPlacing.AtTheMarket : new(OrderStyle.Limit, TimeSpan.FromMinutes(5)),
        });
        var (sent, price) = (0, 100.0);
        for (var i = 0; i < candles; i++)
        {
            price = Math.Round(Math.Clamp(price * (0.8 + 0.4 * random.NextDouble()), 10, 1_000), 1);
            var waiting = new Queue<OrderRequest>(engine.Process(Candle.Flat(i * 60L, price)).ToArray());
            while (waiting.TryDequeue(out var order))
            {
                sent++;
                Keeps(instrument, in order, where);
                foreach (var next in engine.Process(Answer(in order, instrument, random, i * 60L)))
                    waiting.Enqueue(next);
            }

            var dust = engine.Ledger.Open.Where(trade => trade.IsDust && trade.RefusedExitReason is not null);
            foreach (var trade in dust)
            {
                var part = instrument.LargestPart(trade.Entry.Volume, (decimal)price, instrument.MarketOrderLimits);
                part.Should().Be(0, $"it could be sold, {where}");
            }
        }

        return sent;
    }

    private static void Keeps(Instrument instrument, in OrderRequest order, string where)
    {
        var (volume, price) = (order.Volume, order.Intent.Price);
        var isMarket = order.Intent.Style == OrderStyle.Market;
        var market = instrument.MarketOrders;
        (volume % instrument.LotStep).Should().Be(0, where);
        if (market.LotStep > 0)
            (volume % market.LotStep).Should().Be(0, where);
        volume.Should().BeInRange(instrument.MinimumVolume, instrument.MaximumVolume, where);
        if (isMarket)
            volume.Should().BeInRange(market.Limits.MinimumVolume, market.Limits.MaximumVolume, where);
        if (!isMarket || market.KeepMinimumNotional)
            (volume * price).Should().BeGreaterThanOrEqualTo(instrument.MinimumNotional, where);
        if (!isMarket || market.KeepMaximumNotional)
            (volume * price).Should().BeLessThanOrEqualTo(instrument.MaximumNotional, where);
    }

    private static OrderOutcome Answer(in OrderRequest order, Instrument instrument, Random random, long now)
    {
        var price = order.Intent.Price;
        var part = instrument.RoundVolumeDown(order.Volume * (decimal)random.NextDouble());
        var isPart = part > 0 && part < order.Volume && random.Next(3) == 0;
        var volume = isPart ? part : order.Volume;
        var fill = new Fill(now, price, volume, Instrument.Money(price * volume), Fee: 0);
        return random.Next(8) == 0 ? OrderOutcome.Rejected(order.Number, "no")
            : isPart ? OrderOutcome.Withdrawn(order.Number, in fill, order.Rests && random.Next(2) == 0)
            : OrderOutcome.Filled(order.Number, in fill);
    }
}

using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

/// <summary>Six examples worked out by hand, also with the figures of a port of hftbacktest's models.</summary>
public class WorkedExampleTests
{
    private static readonly TimeSpan NoPairing = TimeSpan.Zero;

    public static TheoryData<string> AllQueueModels =>
        [.. Models.Keys.Where(name => name != "trade-through")];

    private static Dictionary<string, QueueModel> Models { get; } = new[]
    {
        QueueModel.TradeThrough, QueueModel.RiskAverse, QueueModel.Proportional, QueueModel.Log, QueueModel.Log2,
        QueueModel.Power(2), QueueModel.Power(3), QueueModel.Power2(2), QueueModel.Power3(2),
    }.ToDictionary(model => model.Name);

    [Fact]
    public void Example_1_an_order_takes_the_levels_as_they_are_when_it_arrives()
    {
        var late = new Recording(asks: [(100.0m, 1), (100.1m, 2), (100.2m, 5)]);
        var order = late.BuyAtMarket(0.100, 3, Recording.Latency(entry: 0.150, response: 0.050));
        late.Ask(0.200, 100.0m, 0.4m);
        late.Ask(0.240, 100.0m, 0);
        late.AdvanceTo(0.250);

        late.Fills(order).Should().Be("2@100.1 1@100.2");
        Average(late, order).Should().BeApproximately(100.1333m, 0.00005m);
        late.FillsOf(order).Should().OnlyContain(
            fill => fill.Time == Recording.At(0.250) && fill.KnownAt == Recording.At(0.300) && !fill.IsMaker);
    }

    [Fact]
    public void Example_1_without_latency_it_takes_what_the_decision_saw()
    {
        var atOnce = new Recording(asks: [(100.0m, 1), (100.1m, 2), (100.2m, 5)]);
        var order = atOnce.BuyAtMarket(0.100, 3);
        atOnce.Ask(0.200, 100.0m, 0.4m);

        atOnce.Fills(order).Should().Be("1@100.0 2@100.1");
        Average(atOnce, order).Should().BeApproximately(100.0667m, 0.00005m);
    }

    [Theory]
    [MemberData(nameof(AllQueueModels))]
    public void Example_2_an_order_is_filled_once_those_ahead_of_it_are(string model)
    {
        var recording = Joined(model, volume: 50);
        recording.Sell(1, 100.0m, 80);
        recording.Bid(1.01, 100.0m, 20);
        recording.Filled(1).Should().Be(0);
        recording.Sell(2, 100.0m, 30);
        recording.Filled(1).Should().Be(10);
        recording.Bid(2.01, 100.0m, 0);
        recording.Sell(3, 100.0m, 50);

        recording.Fills(1).Should().Be("10@100.0 40@100.0");
        recording.FillsOf(1).Should().OnlyContain(fill => fill.IsMaker);
    }

    [Fact]
    public void Example_2_without_a_queue_only_a_trade_beyond_the_price_fills()
    {
        var recording = Joined("trade-through", volume: 50);
        recording.Sell(1, 100.0m, 80);
        recording.Bid(1.01, 100.0m, 20);
        recording.Sell(2, 100.0m, 30);
        recording.Bid(2.01, 100.0m, 0);
        recording.Sell(3, 100.0m, 50);

        recording.Filled(1).Should().Be(0);
    }

    [Theory]
    [InlineData("risk-averse", 100, 0)]
    [InlineData("proportional", 62.5, 7.5)]
    [InlineData("log", 68.27, 1.73)]
    [InlineData("log2", 88.54, 0)]
    [InlineData("power 2", 55.88, 14.12)]
    [InlineData("power 3", 50.66, 19.34)]
    [InlineData("power2 2", 48.44, 20)]
    [InlineData("power3 2", 76.56, 0)]
    public void Example_3_a_cancellation_stood_ahead_or_behind_as_the_model_says(
        string model, double ahead, double filled)
    {
        var queue = new QueuePosition(Models[model], TimeSpan.FromSeconds(0.1));
        queue.Join(100);
        queue.Update(160, Recording.At(1));
        queue.Update(100, Recording.At(2));
        queue.Trade(0, 0, Recording.At(3));
        queue.Ahead.Should().BeApproximately((decimal)ahead, 0.005m);

        var recording = Joined(model, volume: 20);
        recording.Bid(1, 100.0m, 160);
        recording.Bid(2, 100.0m, 100);
        recording.Sell(3, 100.0m, 70);
        recording.Filled(1).Should().BeApproximately((decimal)filled, 0.005m);
    }

    [Theory]
    [MemberData(nameof(AllQueueModels))]
    public void Example_4_a_trade_and_the_fall_of_its_level_are_one_event_in_either_order(string model)
    {
        AheadAfter(model, pairing: null, rise: 150, "trade", "fall").Should().Be(70);
        AheadAfter(model, pairing: null, rise: 150, "fall", "trade").Should().Be(70);
        AheadAfter(model, pairing: null, rise: 100, "fall", "trade").Should().Be(70, "nobody stands behind");
    }

    [Theory]
    [InlineData("risk-averse", 70)]
    [InlineData("proportional", 50)]
    [InlineData("log", 53.80)]
    public void Example_4_unpaired_a_fall_before_its_trade_counts_twice(string model, double ahead)
    {
        AheadAfter(model, NoPairing, rise: 150, "trade", "fall").Should().Be(70);
        AheadAfter(model, NoPairing, rise: 150, "fall", "trade").Should().BeApproximately((decimal)ahead, 0.005m);
    }

    [Theory]
    [MemberData(nameof(AllQueueModels))]
    public void Example_4_unpaired_with_nobody_behind_every_model_counts_it_twice(string model) =>
        AheadAfter(model, NoPairing, rise: 100, "fall", "trade").Should().Be(40);

    [Theory]
    [InlineData("proportional")]
    [InlineData("trade-through")]
    public void Example_5_a_trade_or_an_offer_beyond_the_price_fills_no_more_than_it_has(string model)
    {
        var traded = Joined(model, volume: 10);
        traded.Sell(1, 99.9m, 1);
        traded.Fills(1).Should().Be("1@100.0");

        var offered = Joined(model, volume: 10);
        offered.Ask(1, 100.0m, 3);
        offered.Fills(1).Should().Be("3@100.0");
    }

    [Fact]
    public void Example_6_what_was_taken_from_a_level_is_gone_until_its_next_update()
    {
        var remembered = new Recording(asks: [(100.1m, 2), (100.2m, 5)]);
        var (first, second) = (remembered.BuyAtMarket(1, 2), remembered.BuyAtMarket(2, 2));
        remembered.AdvanceTo(3);
        (remembered.Fills(first), remembered.Fills(second)).Should().Be(("2@100.1", "2@100.2"));

        var updated = new Recording(asks: [(100.1m, 2), (100.2m, 5)]);
        first = updated.BuyAtMarket(1, 2);
        updated.Ask(1.5, 100.1m, 2);
        second = updated.BuyAtMarket(2, 2);
        updated.AdvanceTo(3);
        (updated.Fills(first), updated.Fills(second)).Should().Be(("2@100.1", "2@100.1"));
    }

    /// <summary>A buy at 100 that has come behind 100 units.</summary>
    private static Recording Joined(string model, decimal volume)
    {
        var recording = new Recording(Models[model], bids: [(100.0m, 100)], asks: [(100.1m, 50)]);
        recording.Order(0.5, Side.Buy, volume, 100.0m).Should().Be(1);
        return recording;
    }

    /// <summary>
    /// Behind 100 units the level rises; then 30 are sold and the level falls by 30, 20 ms apart, told in an order.
    /// </summary>
    private static decimal? AheadAfter(string model, TimeSpan? pairing, decimal rise, params string[] events)
    {
        var queue = new QueuePosition(Models[model], pairing ?? TimeSpan.FromSeconds(0.1));
        queue.Join(100);
        queue.Update(rise, Recording.At(1));
        var at = 2.0;
        foreach (var happened in events)
        {
            if (happened == "trade")
                queue.Trade(30, 30, Recording.At(at));
            else
                queue.Update(rise - 30, Recording.At(at));
            at += 0.02;
        }

        queue.Trade(0, 0, Recording.At(9)); // whatever waits is settled
        return queue.Ahead;
    }

    private static decimal Average(Recording recording, long order) =>
        recording.FillsOf(order).Sum(fill => fill.Price * fill.Volume) / recording.Filled(order);
}

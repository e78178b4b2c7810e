using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Tests.Kraken;

public class RateLimitTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Fact]
    public void The_worked_example_of_the_age_penalties_adds_up()
    {
        // add; cancel 36 s later: 1 + 4. Source: docs.kraken.com general/ratelimits, without the amendment between.
        var cost = KrakenRateLimits.TradingCost(TradingAction.Add, default)
            + KrakenRateLimits.TradingCost(TradingAction.Cancel, TimeSpan.FromSeconds(36));
        cost.Should().Be(5);
    }

    [Fact]
    public void The_worked_example_of_the_decay_leaves_26_6()
    {
        var counter = new TradingCounter(AccountTier.Intermediate);
        for (var i = 0; i < 50; i++)
            counter.Sent(TradingAction.Add, $"order {i}", Start);
        counter.HeadroomAt(Start + TimeSpan.FromSeconds(10)).Should().BeApproximately(1 - 26.6 / (125 - 2), 1e-9);
    }

    [Fact]
    public void A_cancel_is_counted_at_the_age_of_its_order_and_of_an_unknown_order_at_the_dearest()
    {
        var counter = new TradingCounter(AccountTier.Starter);
        counter.Sent(TradingAction.Add, "a", Start);
        var now = Start + TimeSpan.FromSeconds(20); // the add is forgotten by then
        counter.Sent(TradingAction.Cancel, "a", now);
        counter.HeadroomAt(now).Should().BeApproximately(1 - 4.0 / 58, 1e-9);
        counter.Sent(TradingAction.Cancel, "another", now);
        counter.HeadroomAt(now).Should().BeApproximately(1 - (4.0 + 8) / 58, 1e-9);
    }

    [Theory]
    [InlineData(4.9, 8)]
    [InlineData(5, 6)]
    [InlineData(10, 5)]
    [InlineData(15, 4)]
    [InlineData(45, 2)]
    [InlineData(90, 1)]
    [InlineData(300, 0)]
    public void A_cancel_costs_by_age(double seconds, double cost) =>
        KrakenRateLimits.TradingCost(TradingAction.Cancel, TimeSpan.FromSeconds(seconds)).Should().Be(cost);

    [Theory]
    [InlineData("BalanceEx", 1)]
    [InlineData("OpenOrders", 2)]
    [InlineData("Ledgers", 4)]
    [InlineData("ClosedOrders", 4)]
    [InlineData("AddOrder", 0)]
    [InlineData("CancelOrder", 0)]
    public void A_private_call_costs_by_its_kind(string endpoint, double cost) =>
        KrakenRateLimits.PrivateCost(endpoint).Should().Be(cost);

    [Theory]
    [InlineData(nameof(AccountTier.Starter), 15, 0.33)]
    [InlineData(nameof(AccountTier.Intermediate), 20, 0.5)]
    [InlineData(nameof(AccountTier.Pro), 20, 1)]
    public void A_client_that_asks_first_is_never_refused_and_uses_nine_tenths_of_what_it_may(
        string tier, double threshold, double decay)
    {
        // The exchange's own counter, written out again and simpler.
        var (level, at, now, calls) = (0.0, Start, Start, 0);
        var ours = new DecayingCounter(KrakenRateLimits.Private(Enum.Parse<AccountTier>(tier)));
        while (now < Start + TimeSpan.FromHours(2))
        {
            now += ours.WaitFor(1, now);
            ours.Add(1, now);
            level = Math.Max(0, level - (now - at).TotalSeconds * decay) + 1;
            at = now;
            level.Should().BeLessThanOrEqualTo(threshold);
            calls++;
        }

        calls.Should().BeGreaterThan((int)(0.9 * decay * 7200));
    }

    [Fact]
    public void A_wait_is_whole_milliseconds_so_that_no_caller_spins_through_the_last_part_of_one()
    {
        var counter = new DecayingCounter(KrakenRateLimits.Private(AccountTier.Starter)); // 0.33 a second
        counter.Add(14, TimeSpan.Zero);

        counter.WaitFor(1, TimeSpan.Zero).Should().Be(TimeSpan.FromMilliseconds(3031));
        counter.WaitFor(1, TimeSpan.FromMilliseconds(3030)).Should().Be(TimeSpan.FromMilliseconds(1));
        counter.WaitFor(1, TimeSpan.FromMilliseconds(3031)).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Nor_through_the_last_part_of_a_pause_that_the_exchange_asked_for()
    {
        var counter = new DecayingCounter(KrakenRateLimits.Private(AccountTier.Starter));
        counter.CloseFor(TimeSpan.FromMilliseconds(1000.4), TimeSpan.Zero);

        counter.WaitFor(1, TimeSpan.FromSeconds(1)).Should().Be(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_refusal_counts_as_a_full_counter()
    {
        var counter = new DecayingCounter(new CounterLimit(15, 0.5, 1));
        counter.ObserveRefusal(Start);
        counter.WaitFor(1, Start).Should().Be(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void An_action_dearer_than_the_allowance_goes_when_the_counter_is_empty()
    {
        var counter = new DecayingCounter(new CounterLimit(5, 1, 1));
        counter.WaitFor(8, Start).Should().Be(TimeSpan.Zero);
        counter.Add(8, Start);
        counter.WaitFor(8, Start).Should().Be(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void A_clock_that_steps_back_neither_decays_nor_breaks_the_counter()
    {
        var counter = new DecayingCounter(new CounterLimit(5, 1, 0));
        counter.Add(5, Start);
        counter.LevelAt(Start - TimeSpan.FromHours(1)).Should().Be(5);
        counter.LevelAt(Start + TimeSpan.FromSeconds(1)).Should().Be(4);
    }

    [Fact]
    public async Task Callers_wait_in_turn_until_the_counter_has_room()
    {
        var time = new ManualTime();
        using var allowance = new CallAllowance(new CounterLimit(3, 1, 1), time);
        var order = new List<int>();
        async Task<int> Call(int number)
        {
            await allowance.TakeAsync(1, CancellationToken.None);
            order.Add(number);
            return number;
        }

        var calls = Enumerable.Range(1, 5).Select(Call).ToArray();
        order.Should().Equal(1, 2);
        for (var next = 2; next < calls.Length; next++)
        {
            // Time stands still in between, so there is room for one call only, whichever thread comes first.
            time.Advance(TimeSpan.FromSeconds(1));
            await calls[next].WaitAsync(TimeSpan.FromSeconds(20));
            calls.Skip(next + 1).Should().NotContain(call => call.IsCompleted);
        }

        order.Should().Equal(1, 2, 3, 4, 5);
        time.GetTimestamp().Should().Be(TimeSpan.FromSeconds(3).Ticks);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(3600, 60)] // an hour away by a wrong clock: an order may have to be asked for
    public async Task A_throttled_answer_closes_the_door_until_the_instant_it_names_but_for_a_minute_at_most(
        int named, int seconds)
    {
        var time = new ManualTime();
        using var allowance = new CallAllowance(new CounterLimit(100, 100, 1), time);
        var until = time.GetUtcNow().AddSeconds(named).ToUnixTimeSeconds();
        allowance.Refused(KrakenErrors.Read($"EService:Throttled: {until}"));

        var call = allowance.TakeAsync(1, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        call.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await call.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_refusal_for_the_rate_of_orders_fills_the_counter_though_it_leaves_the_order_unknown()
    {
        var allowance = new TradingAllowance(AccountTier.Starter, new ManualTime());
        var error = KrakenErrors.Read("EOrder:Rate limit exceeded");

        allowance.Learn("A", TradingAction.Add, "1", new Answer<string>.Rejected(error).OfWrite());

        allowance.Headroom.Should().Be(0);
    }
}

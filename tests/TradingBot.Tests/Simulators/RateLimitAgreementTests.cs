using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Simulators.Kraken.Accounts;
using ClientTier = TradingBot.Exchanges.Kraken.Limits.AccountTier;
using ServerCounter = TradingBot.Simulators.Kraken.Accounts.DecayingCounter;
using ServerTier = TradingBot.Simulators.Kraken.Accounts.AccountTier;

namespace TradingBot.Tests.Simulators;

/// <summary>
/// Two models of Kraken's counters that share no line: the client's, which waits, and the simulator's, which refuses.
/// 100,000 calls as fast as the client allows itself, each arriving up to 50 ms late: none is refused, and at least 90 %
/// of the allowance is used.
/// </summary>
public class RateLimitAgreementTests
{
    private const int Calls = 100_000;
    private static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Starter")]
    [InlineData("Intermediate")]
    [InlineData("Pro")]
    public void A_hundred_thousand_private_calls_are_never_refused_and_use_the_allowance(string tier)
    {
        var limit = KrakenRateLimits.Private(Enum.Parse<ClientTier>(tier));
        var client = new TradingBot.Exchanges.Connections.DecayingCounter(limit);
        var server = TierLimits.Of(Enum.Parse<ServerTier>(tier));
        var counter = new ServerCounter(server.Calls, server.CallDecay);
        var (now, used) = (TimeSpan.Zero, 0.0);
        for (var i = 0; i < Calls; i++)
        {
            var cost = i % 10 == 0 ? KrakenRateLimits.PrivateCost("ClosedOrders") : KrakenRateLimits.PrivateCost("Balance");
            now += client.WaitFor(cost, now);
            client.Add(cost, now);
            counter.TryAdd(cost, Start + now + Delay(i)).Should().BeTrue($"call {i} of cost {cost}");
            used += cost;
        }

        used.Should().BeGreaterThan(0.9 * (server.Calls + now.TotalSeconds * server.CallDecay));
    }

    [Theory]
    [InlineData("Starter")]
    [InlineData("Intermediate")]
    [InlineData("Pro")]
    public void A_hundred_thousand_orders_and_cancels_are_never_refused_and_use_the_allowance(string tier)
    {
        var client = new TradingCounter(Enum.Parse<ClientTier>(tier));
        var server = TierLimits.Of(Enum.Parse<ServerTier>(tier));
        var counter = new ServerCounter(server.Trading, server.TradingDecay);
        var (now, used) = (TimeSpan.Zero, 0.0);
        var placedAt = Start;
        for (var i = 0; i < Calls; i++)
        {
            var action = i % 2 == 0 ? TradingAction.Add : TradingAction.Cancel;
            var order = $"order {i / 2}";
            now += client.WaitFor(action, order, now);
            client.Sent(action, order, now);
            var arrival = Start + now + Delay(i);
            // the first step of a counter that knows the order's age only from when it arrived
            var cost = action == TradingAction.Add ? TradingPenalty.Add : TradingPenalty.Cancel(arrival - placedAt);
            counter.TryAdd(cost, arrival).Should().BeTrue($"call {i} of cost {cost}");
            used += cost;
            if (action == TradingAction.Add)
                placedAt = arrival;
            else
                client.Closed(order);
        }

        used.Should().BeGreaterThan(0.9 * (server.Trading + now.TotalSeconds * server.TradingDecay));
    }

    /// <summary>The network's part, 0 to 50 ms, the same each time; calls do not overtake each other.</summary>
    private static TimeSpan Delay(int call) => TimeSpan.FromMilliseconds(call * 7919L % 51);
}

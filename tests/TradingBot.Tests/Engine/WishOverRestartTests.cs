using System.Text.Json;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Storage;

namespace TradingBot.Tests.Engine;

/// <summary>What was to be sold when a process ended is to be sold by the next one.</summary>
public class WishOverRestartTests
{
    private static readonly DateTime Start = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_sale_that_was_refused_is_tried_again_by_the_next_process()
    {
        var trader = Next(new SessionStart(Start, Guid.Empty, Holding("MACD turned"), Breakers: null, []));

        var next = Next(trader.State(Start, Guid.Empty));
        next.Process(new EngineEvent.TradePrinted(new Trade(1, Start, Price: 100, Volume: 1, Side.Buy)));
        next.Process(new EngineEvent.Elapsed(Start.AddMinutes(1)));

        var exit = next.Commands.OfType<OrderCommand.Submit>().Should().ContainSingle().Subject.Order;
        (exit.Purpose, exit.Intent.Reason).Should().Be((OrderPurpose.Close, "MACD turned"));
    }

    [Fact]
    public void A_sale_of_everything_goes_on_in_the_next_process()
    {
        var trader = Next(new SessionStart(Start, Guid.Empty, Holding(refusedExitReason: null), Breakers: null, []));
        trader.Process(new EngineEvent.OperatorAsked(Start, OperatorCommand.Flatten));
        var exit = trader.Commands.OfType<OrderCommand.Submit>().Single();
        trader.Process(new EngineEvent.OrderRejected(Start, exit.Id, "EGeneral:Temporary lockout", MayBeRepeated: false));

        var next = Next(trader.State(Start, Guid.Empty));
        next.Process(new EngineEvent.TimerFired(Start.AddSeconds(1)));

        next.Commands.OfType<OrderCommand.Submit>().Should().ContainSingle().Which.Order.Purpose.Should().Be(OrderPurpose.Close);
    }

    [Fact]
    public void Without_a_wish_nothing_is_sold()
    {
        var next = Next(new SessionStart(Start, Guid.Empty, Holding(refusedExitReason: null), Breakers: null, []));

        next.Process(new EngineEvent.TimerFired(Start.AddSeconds(1)));

        next.Commands.Should().BeEmpty();
    }

    private static EngineState Holding(string? refusedExitReason)
    {
        var entry = new Fill(new DateTimeOffset(Start).ToUnixTimeSeconds(), Price: 100, Volume: 0.002m, Cost: 0.2m, Fee: 0.01m);
        var trade = new TradeState(OpenOrder: 1, entry, "MACD rose", Highest: 100, StillToLeave: refusedExitReason);
        return new EngineState(StartCash: 1_000, Cash: 999.79m, LastOrder: 1, [trade]);
    }

    /// <summary>A process that reads what the one before has stored.</summary>
    private static Trader Next(SessionStart stored)
    {
        var read = JsonSerializer.Deserialize(Journal.StateText(stored), StorageJson.Default.SessionStart)!;
        return new Trader(Backtests.Setup("macd"), new OrderRules(), new BreakerLimits { DataAge = null }, read);
    }
}

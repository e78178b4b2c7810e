using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting;

/// <summary>Carries orders from the engine to the simulated exchange, and its answers back.</summary>
internal sealed class OrderRoute(TradingEngine engine, SimulatedExchange exchange)
{
    /// <summary>Sends what the engine has decided.</summary>
    /// <returns>True when an entry was among it.</returns>
    public bool Send(ReadOnlySpan<OrderRequest> orders)
    {
        var enters = false;
        foreach (ref readonly var order in orders)
        {
            exchange.Submit(in order);
            enters |= order.Purpose == OrderPurpose.Open;
        }

        return enters;
    }

    /// <summary>Meets what was submitted with a price.</summary>
    /// <returns>True when an entry follows from what was filled.</returns>
    public bool Execute(double price, long seconds)
    {
        var enters = false;
        for (var left = exchange.Submitted; left > 0; left--)
        {
            if (exchange.ExecuteNext(price, seconds, out var outcome))
                enters |= Send(engine.Process(in outcome));
        }

        return enters;
    }

    /// <summary>Hands answers to the engine; what follows from them is sent.</summary>
    public void Tell(ReadOnlySpan<OrderOutcome> outcomes)
    {
        foreach (ref readonly var outcome in outcomes)
            Send(engine.Process(in outcome));
    }
}

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>How long the way to the exchange and back takes.</summary>
/// <param name="Entry">From the decision until the exchange has the order.</param>
/// <param name="Response">From what the exchange does until it is known here.</param>
/// <param name="ClockOffset">
/// The exchange's clock less ours: a recording has times of both, and a decision is made on ours.
/// </param>
public readonly record struct OrderLatency(TimeSpan Entry, TimeSpan Response, TimeSpan ClockOffset = default)
{
    /// <summary>When the exchange has an order, by its clock.</summary>
    internal DateTime ArrivalOf(DateTime decided) => decided + ClockOffset + Entry;

    /// <summary>When an event at the exchange is known here, by our clock.</summary>
    internal DateTime KnownAt(DateTime happened) => happened - ClockOffset + Response;
}

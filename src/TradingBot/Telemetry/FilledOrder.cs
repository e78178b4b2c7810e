using TradingBot.Core.Engine;
using TradingBot.Core.Orders;

namespace TradingBot.Telemetry;

/// <summary>An order that is over and has traded.</summary>
/// <param name="Attempt">What was ordered.</param>
/// <param name="Fill">What was traded.</param>
internal readonly record struct FilledOrder(AttemptRecord Attempt, Fill Fill)
{
    /// <summary>Those the last event brought to their end.</summary>
    public static IEnumerable<FilledOrder> Of(Trader trader)
    {
        foreach (var outcome in trader.Outcomes)
        {
            if (outcome.Fill.Volume > 0
                && trader.Changes.LastOrDefault(change => change.Attempt.Number == outcome.Number) is { } change)
            {
                yield return new FilledOrder(change.Attempt, outcome.Fill);
            }
        }
    }
}

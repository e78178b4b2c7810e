using System.Net.WebSockets;

namespace TradingBot.Exchanges.Contract;

/// <summary>
/// All that a bot and its exchange take from the machine they run on besides files. A simulation puts its own in place
/// of each, and then the same seed gives the same session, step by step.
/// </summary>
/// <param name="Time">The clock: the wall's, the one that never jumps, and every timer.</param>
public sealed record ExchangeEnvironment(TimeProvider Time)
{
    /// <summary>Makes what sends HTTP requests.</summary>
    public required Func<HttpMessageHandler> Http { get; init; }

    /// <summary>Opens WebSockets to an address.</summary>
    public required Func<Uri, Func<CancellationToken, Task<WebSocket>>> Connect { get; init; }

    /// <summary>Numbers from 0 up to 1, for the jitter of retries and reconnects.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>An id that nobody else has: of a new bot, of an order that is only validated.</summary>
    public Func<Guid> NewId { get; init; } = Guid.NewGuid;
}

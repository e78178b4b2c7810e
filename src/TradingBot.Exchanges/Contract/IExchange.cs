using TradingBot.Exchanges.Contract.Accounts;

namespace TradingBot.Exchanges.Contract;

/// <summary>A venue with everything one process needs to speak to it. Its parts share its rate limits.</summary>
public interface IExchange : IAsyncDisposable
{
    IVenue Venue { get; }

    /// <summary>What it can do.</summary>
    ExchangeCapabilities Capabilities { get; }

    /// <summary>Prices, for everybody.</summary>
    IMarketData Market { get; }

    /// <summary>What the key opens; null without one.</summary>
    IAccount? Account { get; }

    /// <summary>How much of each rate limit is left. May be read by any thread.</summary>
    IReadOnlyList<RateLimit> RateLimits { get; }

    /// <summary>Where it is, for a check of the network: a name and an address each, REST first.</summary>
    IReadOnlyList<ExchangeAddress> Addresses { get; }
}

/// <summary>A rate limit.</summary>
/// <param name="Name">public, private or trading.</param>
/// <param name="Headroom">From 1 (all of it is left) to 0 (the next call has to wait).</param>
public readonly record struct RateLimit(string Name, double Headroom)
{
    /// <summary>The name of the limit of orders.</summary>
    public const string Trading = "trading";
}

/// <summary>An address of an exchange.</summary>
/// <param name="Name">REST, public socket or private socket.</param>
/// <param name="Uri">Of HTTP or of a WebSocket.</param>
public sealed record ExchangeAddress(string Name, Uri Uri);

using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;

namespace TradingBot.Tests.Exchanges;

/// <summary>
/// A venue as the tests of the contract need it. A new venue implements this pair of interfaces over its simulator and
/// becomes a row of <see cref="VenuesUnderTest"/>; no test is touched.
/// </summary>
internal interface IVenueUnderTest
{
    IVenue Venue { get; }

    /// <summary>Starts the venue offline, on free ports, with one pair and an account that can buy and sell.</summary>
    /// <param name="time">Moved by the test; the exchange lives by it.</param>
    /// <param name="tier">One of the venue's classes of accounts; the exchange enforces its limits.</param>
    Task<IOfflineExchange> StartAsync(TimeProvider time, string tier);
}

/// <summary>One that runs, seen from inside: what really happened there, and what goes wrong.</summary>
internal interface IOfflineExchange : IAsyncDisposable
{
    Uri Address { get; }

    ApiKey Key { get; }

    /// <summary>Names of its pair, all of which must find it; the first is the one that people type.</summary>
    IReadOnlyList<string> PairNames { get; }

    /// <summary>Its clock, UTC.</summary>
    DateTime Now { get; }

    /// <summary>Every order it ever accepted, oldest first.</summary>
    IReadOnlyList<AcceptedOrder> Orders { get; }

    /// <summary>What the account owns.</summary>
    (decimal Base, decimal Quote) Balances { get; }

    /// <summary>The pair's trades, oldest first.</summary>
    IReadOnlyList<Trade> Tape { get; }

    /// <summary>Lets a call go wrong from now on, in place of what went wrong before.</summary>
    /// <param name="fault">How.</param>
    /// <param name="call">Which.</param>
    /// <param name="times">How often; 0: always.</param>
    void Break(Fault fault, Call call, int times = 1);

    /// <summary>Nothing goes wrong any more.</summary>
    void Repair();

    /// <summary>How often what was broken last has happened.</summary>
    int Happened { get; }

    /// <summary>Accepts no new orders from now on, or everything again.</summary>
    void AcceptOrders(bool all);

    /// <summary>Breaks every open socket without a goodbye.</summary>
    void DropConnections();
}

/// <summary>An order in the exchange's own books.</summary>
internal sealed record AcceptedOrder(
    string Id, Guid? ClientId, bool IsOpen, decimal Filled, decimal Cost, decimal Fee);

/// <summary>What can go wrong with a call at any venue.</summary>
public enum Fault
{
    /// <summary>It has its effect; its answer never comes.</summary>
    AnswerLost,

    /// <summary>A proxy delivers it twice.</summary>
    ArrivesTwice,

    /// <summary>A gateway's or the engine's error, and it had no effect.</summary>
    ServerError,

    /// <summary>The same error, and it had its effect.</summary>
    ServerErrorAfterEffect,

    /// <summary>The exchange is away for maintenance.</summary>
    Maintenance,

    /// <summary>Refused for its nonce or its timestamp.</summary>
    NonceRefused,

    /// <summary>Refused for its signature, or for what stands for one.</summary>
    SignatureRefused,

    /// <summary>Refused for asking too often.</summary>
    RateLimited,
}

/// <summary>What is asked of an exchange, by whichever of its ways.</summary>
public enum Call
{
    Place,
    Cancel,
    Balances,
    Time,
}

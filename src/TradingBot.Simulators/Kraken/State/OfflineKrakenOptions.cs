using System.Net;
using TradingBot.Core.Accounts;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Pairs;

namespace TradingBot.Simulators.Kraken.State;

/// <summary>How an offline Kraken is set up. The defaults make one that any client can trade on.</summary>
public sealed record OfflineKrakenOptions
{
    /// <summary>A key that works unless others are given.</summary>
    public const string DefaultKey = "OFFLINE-KRAKEN-KEY";

    /// <summary>Its secret, base64.</summary>
    public const string DefaultSecret = "b2ZmbGluZSBrcmFrZW4sIG5vdCBhIHNlY3JldDogaXQgc3RhbmRzIGluIHRoZSBzb3VyY2Vz";

    /// <summary>Where REST and the public socket listen. Port 0: a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>
    /// Where the private socket listens besides the path <c>/auth/v2</c> of the first. Port 0: a free one.
    /// </summary>
    public IPEndPoint ListenPrivate { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Real time, or in tests a clock stepped by hand.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Seconds of exchange time in a second of <see cref="Time"/>, above 0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>
    /// Exchange time at the start. Given: candles keep their own times. Null: the time of <see cref="Time"/>, and the
    /// candles are moved so that the first of them lies <see cref="History"/> before it.
    /// </summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>
    /// How much of the market has already happened at the start; begins at midnight. 720 hours are 30 days.
    /// </summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(31);

    /// <summary>At least one. Null: a synthetic XBT/USD and ETH/USD.</summary>
    public IReadOnlyList<MarketSetup>? Markets { get; init; }

    /// <summary>Another seed: another book, other ids, other trades inside the same candles.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Trades a pair remembers for the Trades endpoint.</summary>
    public int TradesKept { get; init; } = 100_000;

    /// <summary>API keys and their base64 secrets; all belong to the one account.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } =
        new Dictionary<string, string> { [DefaultKey] = DefaultSecret };

    /// <summary>What GetApiKeyInfo says a key may do; nothing here is refused for the lack of one.</summary>
    public IReadOnlyList<string> Permissions { get; init; } =
        ["query-funds", "query-open-trades", "query-closed-trades", "modify-trades", "close-trades"];

    /// <summary>What the account owns at the start, by asset id (<c>ZUSD</c>) or name (<c>USD</c>).</summary>
    public IReadOnlyDictionary<string, decimal> Balances { get; init; } =
        new Dictionary<string, decimal> { ["ZUSD"] = 100_000, ["XXBT"] = 1, ["XETH"] = 10 };

    public FeeSchedule Fees { get; init; } = FeeTable.Spot;

    /// <summary>True: purchases pay their fee in base, whatever their orders ask for.</summary>
    public bool BuysPayInBase { get; init; }

    /// <summary>How much the account may ask.</summary>
    public AccountTier Tier { get; init; } = AccountTier.Pro;

    /// <summary>False: no counter refuses anything.</summary>
    public bool EnforcesRateLimits { get; init; } = true;

    /// <summary>
    /// True: as on Kraken, each socket address serves its own channels and methods only. False: both serve all, so that
    /// a client with one address for everything can be pointed at one port.
    /// </summary>
    public bool SeparatesSockets { get; init; }

    /// <summary>What goes wrong; can be changed while it runs.</summary>
    public FaultScenario Faults { get; init; } = FaultScenario.None;
}

namespace TradingBot.Exchanges.Contract;

/// <summary>Which exchange to connect to, and how.</summary>
public sealed record ExchangeOptions
{
    /// <summary>Another address than the venue's own, such as that of an offline one; null: the venue's.</summary>
    public Uri? At { get; init; }

    /// <summary>The account's class at the venue, for its rate limits; null: the lowest.</summary>
    public string? AccountTier { get; init; }

    /// <summary>True: each order says that its owner agrees to trade, which some accounts need.</summary>
    public bool AgreesToTrading { get; init; }

    /// <summary>Seconds of its time in a second of the wall's: 1, but for an offline one.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Holds what must survive a restart, such as nonces. On a disk, not in memory.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>True: the venue's list of pairs is kept for later backtests.</summary>
    public bool KeepsPairs { get; init; }

    /// <summary>True: gives up soon, for a person who waits.</summary>
    public bool IsImpatient { get; init; }

    /// <summary>Beside the candle store, in the user's own data folder.</summary>
    public static string DefaultStateDirectory { get; } = Path.Combine(UserData.Directory, "state");
}

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>What the exchange accepts at the moment.</summary>
internal enum SystemMode
{
    /// <summary>A word this program does not know; treat it like <see cref="Maintenance"/>.</summary>
    Unknown,

    Online,

    /// <summary>Nothing works, not even a cancel.</summary>
    Maintenance,

    CancelOnly,

    PostOnly,
}

namespace TradingBot.Notifications;

/// <summary>How much a notice matters; the order is that of the numbers.</summary>
internal enum Severity
{
    /// <summary>As it should be: a trade, a day's figures.</summary>
    Info,

    /// <summary>Somebody should look today.</summary>
    Warning,

    /// <summary>Somebody should look now.</summary>
    Error,
}

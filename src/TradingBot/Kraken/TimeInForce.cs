namespace TradingBot.Kraken;

/// <summary>How long an order with a limit price may rest.</summary>
internal enum TimeInForce
{
    /// <summary>Until cancelled.</summary>
    Gtc,

    /// <summary>What does not trade at once is cancelled.</summary>
    Ioc,

    /// <summary>Until <see cref="NewOrder.ExpireTime"/>.</summary>
    Gtd,
}

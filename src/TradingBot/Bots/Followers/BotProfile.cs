namespace TradingBot.Bots.Followers;

/// <summary>What a bot trades where, and since when: the same for all of a session.</summary>
internal sealed record BotProfile
{
    /// <summary>The bot's, which is its database's.</summary>
    public required string Name { get; init; }

    /// <summary>Who trades what, where: one line.</summary>
    public required string Banner { get; init; }

    /// <summary>The exchange, as the user named it.</summary>
    public required string Venue { get; init; }

    /// <summary>The pair's short name: <c>XBTUSD</c>.</summary>
    public required string Pair { get; init; }

    /// <summary>The currency that is bought and sold.</summary>
    public required string Base { get; init; }

    /// <summary>The currency that prices, costs and fees are in.</summary>
    public required string Quote { get; init; }

    public required TradingMode Mode { get; init; }

    public required string Strategy { get; init; }

    /// <summary>Minutes of a candle.</summary>
    public required int Period { get; init; }

    /// <summary>When the session began; UTC by the exchange's clock.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Time between two <see cref="BotEvent.Ticked"/>.</summary>
    public required TimeSpan TickerInterval { get; init; }

    /// <summary>For longer the market must not be unknown; null: for any time.</summary>
    public required TimeSpan? MaximumDataAge { get; init; }

    /// <summary><c>live</c> or <c>paper</c>.</summary>
    public string MoneyName() => Mode == TradingMode.Live ? "live" : "paper";
}

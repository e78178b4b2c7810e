namespace TradingBot.Bots.Followers;

/// <summary>
/// What is around a trader and changes without an event: asked for each snapshot, and by those who measure between two
/// of them. Any thread may ask.
/// </summary>
/// <param name="Clock">The exchange's, UTC.</param>
internal sealed record BotSources(Func<DateTime> Clock)
{
    /// <summary>Events that wait for the trader.</summary>
    public Func<int> QueueDepth { get; init; } = static () => 0;

    /// <summary>The connections of the session; none with a feed by REST on paper.</summary>
    public Func<IReadOnlyList<ConnectionStatus>> Connections { get; init; } = static () => [];

    /// <summary>The exchange's allowances.</summary>
    public Func<IReadOnlyList<LimitHeadroom>> Limits { get; init; } = static () => [];

    /// <summary>How long nothing has been known of the market.</summary>
    public FeedAge FeedAge { get; } = new(Clock);
}

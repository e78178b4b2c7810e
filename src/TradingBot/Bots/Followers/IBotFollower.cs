namespace TradingBot.Bots.Followers;

/// <summary>
/// Follows a bot and reports to somebody: the log, a meter, a chat, a supervisor. Called on the thread that trades, so
/// it takes what it needs and returns; it never waits for anything.
/// </summary>
internal interface IBotFollower
{
    /// <summary>
    /// Something has happened and is remembered, decided and acted upon; or about a second has passed. What comes first
    /// is <see cref="BotEvent.Began"/>, what comes last <see cref="BotEvent.Ended"/>.
    /// </summary>
    /// <param name="happened">What one event of the trader led to, in this order; empty when only time has passed.
    /// </param>
    /// <param name="now">The bot after all of it.</param>
    void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now);
}

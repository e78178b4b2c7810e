using Microsoft.Extensions.Logging;

namespace TradingBot.Bots.Followers;

/// <summary>
/// All who follow a bot. One that fails is dropped; the others, and the trading, go on.
/// </summary>
internal sealed partial class BotFollowers(IEnumerable<IBotFollower> followers, ILogger<BotFollowers> log)
{
    private readonly List<IBotFollower> _followers = [.. followers];

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        for (var i = 0; i < _followers.Count; i++)
        {
            try
            {
                _followers[i].Take(happened, now);
            }
            catch (Exception failure)
            {
                Left(_followers[i].GetType().Name, failure);
                _followers.RemoveAt(i--);
            }
        }
    }

    /// <summary>The reports cannot be made: followers get no more of them, and trading goes on.</summary>
    public void LeaveAll(Exception failure)
    {
        _followers.Clear();
        NobodyIsTold(failure);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Follower} failed and is ignored from now on")]
    private partial void Left(string follower, Exception failure);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "Unexpected: reporting failed, and nothing reports this bot's trading from now on")]
    private partial void NobodyIsTold(Exception failure);
}

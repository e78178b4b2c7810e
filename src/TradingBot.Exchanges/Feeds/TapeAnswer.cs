namespace TradingBot.Exchanges.Feeds;

/// <summary>What asking REST for the tape has shown.</summary>
public enum TapeAnswer
{
    /// <summary>No answer; the clock stands still.</summary>
    None,

    /// <summary>The tape is known up to now.</summary>
    Learned,

    /// <summary>So it is, and it has trades that a live channel had brought by now.</summary>
    ChannelIsBehind,
}

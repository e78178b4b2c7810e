namespace TradingBot.Bots;

/// <summary>How live prices come.</summary>
internal enum FeedKind
{
    /// <summary>By WebSocket, as they happen.</summary>
    Socket,

    /// <summary>By REST, asked for at an interval; no socket is opened.</summary>
    Rest,
}

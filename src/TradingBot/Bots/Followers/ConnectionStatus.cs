
namespace TradingBot.Bots.Followers;

/// <summary>A connection to the exchange and what it has been through.</summary>
/// <param name="Name"><c>public</c>, <c>private</c>.</param>
/// <param name="IsConnected">Now.</param>
/// <param name="Connections">Made so far; the first one is not a reconnection.</param>
/// <param name="Resubscriptions">Because of a checksum, a hole or silence.</param>
/// <param name="Frames">Received.</param>
/// <param name="Malformed">Frames that could not be read.</param>
/// <param name="ChecksumFailures">Books that were not the exchange's.</param>
internal readonly record struct ConnectionStatus(
    string Name,
    bool IsConnected,
    long Connections,
    long Resubscriptions,
    long Frames,
    long Malformed,
    long ChecksumFailures)
{
    /// <summary>How often it was made anew.</summary>
    public long Reconnections() => Math.Max(0, Connections - 1);
}

/// <summary>How much of an allowance of the exchange is left.</summary>
/// <param name="Name"><c>public</c>, <c>private</c>, <c>trading</c>.</param>
/// <param name="Headroom">From 1 (all of it) to 0 (the next call has to wait).</param>
internal readonly record struct LimitHeadroom(string Name, double Headroom);

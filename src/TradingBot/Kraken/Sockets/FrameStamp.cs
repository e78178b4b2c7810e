using System.Diagnostics;

namespace TradingBot.Kraken.Sockets;

/// <summary>
/// When the frame that is being handled on this thread was received: for measuring how long it takes until an order
/// leaves. Messages are handled on the receiving thread, so nobody has to hand it on.
/// </summary>
internal static class FrameStamp
{
    [ThreadStatic]
    private static long ReceivedAt;

    /// <summary>Of <see cref="Stopwatch"/>: the frame's where one is being handled, else now.</summary>
    public static long Current => ReceivedAt != 0 ? ReceivedAt : Stopwatch.GetTimestamp();

    /// <summary>A frame has been received whole.</summary>
    public static void Begin() => ReceivedAt = Stopwatch.GetTimestamp();

    /// <summary>It has been handled.</summary>
    public static void End() => ReceivedAt = 0;
}

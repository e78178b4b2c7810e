namespace TradingBot.Data.Recordings.Log;

/// <summary>What a frame's payload is. The numbers are stored; a later version may know more of them.</summary>
internal enum FrameType : byte
{
    /// <summary>A message of the socket, the bytes as received: data, acknowledgements, refusals.</summary>
    Message = 1,

    /// <summary><see cref="FetchedTrades"/>: trades that the socket did not bring, by REST.</summary>
    Fetched = 2,

    /// <summary>The connection was made.</summary>
    Connected = 3,

    /// <summary>The connection ended.</summary>
    Closed = 4,

    /// <summary>A <see cref="RecordedPair"/>: what is recorded on this connection.</summary>
    Pair = 5,

    /// <summary>A <see cref="DigestNote"/>: the book that the recorder held.</summary>
    Digest = 6,

    /// <summary>A <see cref="GapNote"/>: what is missing.</summary>
    Gap = 7,

    /// <summary>A <see cref="ClockNote"/>: how far our clock is from the exchange's.</summary>
    Clock = 8,
}

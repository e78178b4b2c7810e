using TradingBot.Data.Recordings.Log;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// How an exchange's frames are read. It keeps no state: the same frame always gives the same events, whatever was
/// decoded before, so that an hour can be sealed again after a kill.
/// </summary>
internal interface IFrameDecoder
{
    /// <summary>The exchange's name, as in <see cref="RecordedPair.Exchange"/>.</summary>
    string Exchange { get; }

    /// <summary>
    /// Adds what the frame says about books and trades, in its order; heartbeats and the like say nothing.
    /// </summary>
    /// <param name="frame">A message of the socket or an answer of the REST interface.</param>
    /// <param name="events">Is added to.</param>
    /// <exception cref="FormatException">The frame is not understood. It counts as lost for its connection.</exception>
    void Decode(in Frame frame, ICollection<MarketEvent> events);
}

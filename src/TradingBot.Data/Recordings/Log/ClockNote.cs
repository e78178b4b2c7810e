namespace TradingBot.Data.Recordings.Log;

/// <summary>How far our clock is from the exchange's: the payload of a frame of that type.</summary>
/// <param name="OffsetMicros">What has to be added to our clock to have the exchange's.</param>
/// <param name="UncertaintyMicros">The truth is no farther from that.</param>
internal sealed record ClockNote(long OffsetMicros, long UncertaintyMicros);

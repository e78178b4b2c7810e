using TradingBot.Data.Recordings;

namespace TradingBot.Data.Followers;

/// <summary>
/// How far a store has got in a series. Sealed rows never change and never move, so a place is exact; a time or an id
/// would not be, because trades that are fetched later stand behind younger ones.
/// </summary>
/// <param name="Hour">The segment's.</param>
/// <param name="Rows">How many of its rows are in the store.</param>
/// <param name="IsWhole">True if that is all of them.</param>
internal readonly record struct SeriesCursor(RecordingHour Hour, long Rows, bool IsWhole)
{
    /// <summary>The first hour of which something is missing in the store.</summary>
    public RecordingHour NextHour => IsWhole ? Hour.Next : Hour;
}

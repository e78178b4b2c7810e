using TradingBot.Core.Market;

namespace TradingBot.Storage;

/// <summary>How long a session's journal keeps events, and how its trader's state is kept in their place.</summary>
/// <param name="Candles">Length of the candles that the strategy sees.</param>
/// <param name="Keep">Age from which on an event may go; null: none ever does.</param>
internal sealed record Retention(Timeframe Candles, TimeSpan? Keep)
{
    private const int PartsOfKeep = 24;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Between two checkpoints: what is kept beyond the age that was asked for is no more than this, as long as the
    /// trader comes to rest.
    /// </summary>
    public TimeSpan Interval => Keep is { } keep && keep / PartsOfKeep < Longest ? keep / PartsOfKeep : Longest;
}

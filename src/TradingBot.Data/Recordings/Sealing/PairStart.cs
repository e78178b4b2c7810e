using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>What is known of a pair at the beginning of an hour, from the segments of earlier ones.</summary>
/// <param name="Message">The number of the last message of its book; 0 if there was none.</param>
internal sealed record PairStart(long Message)
{
    /// <summary>Nothing was recorded of it before.</summary>
    public static PairStart None { get; } = new(0);

    /// <summary>Its book; null if it is not known.</summary>
    public OrderBook? Book { get; init; }

    /// <summary>When the last change of its book was received, unix microseconds; null: not known.</summary>
    public long? ReceivedMicros { get; init; }

    /// <summary>The exchange's id of the last change that is in the book.</summary>
    public long? LastId { get; init; }

    /// <summary>Trades that were recorded, not all but the latest.</summary>
    public IdRanges Trades { get; init; } = new();

    /// <summary>Segments of it that cannot be read: what they say is not known.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Candles that were not over when they were last recorded.</summary>
    public IReadOnlyList<OpenCandle> Candles { get; init; } = [];
}

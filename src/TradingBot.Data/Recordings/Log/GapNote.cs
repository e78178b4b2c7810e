using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Log;

/// <summary>What is missing: the payload of a frame of that type.</summary>
/// <param name="Gap">Of a book, of trades, of candles, or of all that is recorded.</param>
internal sealed record GapNote(GapRow Gap)
{
    /// <summary>The pair; null: all pairs of the frame's connection.</summary>
    public string? Pair { get; init; }
}

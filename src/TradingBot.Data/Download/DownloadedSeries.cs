using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>What a download has stored of one series.</summary>
/// <param name="Series">Pair and length of its candles.</param>
/// <param name="Path">The candle file.</param>
/// <param name="From">Open time of the first candle of the whole download, unix seconds; 0: there is none.</param>
/// <param name="Until">All trades before this unix second are read.</param>
/// <param name="Candles">Candles of the whole download.</param>
/// <param name="Trades">Trades that they, and the one that has not ended, are made of.</param>
/// <param name="Merged">What the candles of this run did to those that were stored.</param>
/// <param name="Missing">Trades that the exchange does not have.</param>
/// <param name="Gaps">The newest of those gaps.</param>
internal sealed record DownloadedSeries(
    SeriesName Series,
    string Path,
    long From,
    long Until,
    long Candles,
    long Trades,
    DownloadMerge Merged,
    (long Gaps, long Trades) Missing,
    IReadOnlyList<MissingTrades> Gaps)
{
    /// <summary>Null: all that was wanted is stored. Else why it ended before that, a line for the user.</summary>
    public string? Failure { get; init; }

    /// <summary>True where the user ended it.</summary>
    public bool IsInterrupted { get; init; }
}

using TradingBot.Data.Candles;
namespace TradingBot.Data.Import;

/// <summary>What an import has stored of one pair and interval.</summary>
/// <param name="Series">The pair and interval.</param>
/// <param name="Path">The candle file.</param>
/// <param name="Rows">Candles that it now holds.</param>
/// <param name="FirstOpenSeconds">Open time of the first, unix seconds UTC.</param>
/// <param name="LastOpenSeconds">Open time of the last.</param>
/// <param name="Gaps">Intervals without a candle.</param>
/// <param name="Changes">How it differs from what was stored before.</param>
internal sealed record ImportedSeries(
    SeriesName Series,
    string Path,
    int Rows,
    long FirstOpenSeconds,
    long LastOpenSeconds,
    GapScan Gaps,
    MergeCounts Changes);

using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>Where a download is.</summary>
/// <param name="Series">Which.</param>
/// <param name="Pages">Read by this process.</param>
/// <param name="Reached">Time of the newest trade that was read, unix seconds.</param>
/// <param name="Done">The part of the whole range that is read, 0 to 1.</param>
internal readonly record struct DownloadProgress(SeriesName Series, long Pages, long Reached, double Done);

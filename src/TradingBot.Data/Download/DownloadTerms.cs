using TradingBot.Data.Candles;

namespace TradingBot.Data.Download;

/// <summary>What is to be downloaded.</summary>
/// <param name="Series">Pair and length of its candles.</param>
/// <param name="From">
/// Open time of the first candle, unix seconds; null: where the stored ones end, or with the pair's first trade.
/// </param>
/// <param name="To">End of the last candle, unix seconds: it has ended, and its trades are to be had by now.</param>
/// <param name="KeepsTrades">True: the trades themselves are kept too.</param>
internal sealed record DownloadTerms(SeriesName Series, long? From, long To, bool KeepsTrades)
{
    /// <summary>What the files of this download are called; one that starts elsewhere is another.</summary>
    public string FileName => From is { } from
        ? FormattableString.Invariant($"{Series.Instrument.Symbol}_{Series.Timeframe}_{from}")
        : $"{Series.Instrument.Symbol}_{Series.Timeframe}";
}

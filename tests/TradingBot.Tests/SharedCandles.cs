using System.IO.Compression;
using TradingBot.Core.Market;
using TradingBot.Data.Import;

namespace TradingBot.Tests;

/// <summary>
/// Kraken's hourly XBT/USD candles from ../shared, read once; only for tests that are skipped without it.
/// </summary>
internal static class SharedCandles
{
    private static readonly Lazy<Candle[]> Hours = new(Read);

    public static Candle[] RealHours => Hours.Value;

    private static Candle[] Read()
    {
        using var archive = ZipFile.OpenRead(SharedData.PathOf(SharedData.KrakenArchive));
        using var csv = archive.GetEntry("XBTUSD_60.csv")!.Open();
        var reader = new CsvCandleReader(csv, "XBTUSD_60.csv", new Timeframe(60));
        var candles = new Candle[100_000];
        var count = 0;
        for (var read = reader.Read(candles); read > 0; read = reader.Read(candles.AsSpan(count)))
            count += read;
        return candles[..count];
    }
}

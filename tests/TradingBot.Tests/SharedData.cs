namespace TradingBot.Tests;

/// <summary>Market data beside the checkout, in <c>../shared/market-data</c>, not to be copied into it.</summary>
internal static class SharedData
{
    /// <summary>Kraken's own archive of XBT/USD, hourly and daily.</summary>
    public const string KrakenArchive = "Kraken_OHLCVT_XBTUSD.zip";

    private static readonly string? Directory = Find();

    /// <summary>The file's path; null if it is not on this machine.</summary>
    public static string? TryPathOf(string file) =>
        Directory is not null && File.Exists(Path.Combine(Directory, file)) ? Path.Combine(Directory, file) : null;

    /// <summary>The file's path, in a test marked <see cref="SharedDataFactAttribute"/>.</summary>
    public static string PathOf(string file) =>
        TryPathOf(file) ?? throw new FileNotFoundException("not beside the checkout: ../shared/market-data", file);

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "TradingBot.sln")))
                return Path.Combine(at.FullName, "..", "shared", "market-data");
        }

        return null;
    }
}

using TradingBot.Core.Market;

namespace TradingBot.History;

/// <summary>A directory of candle files, one a pair and interval: <c>XBTUSD_60.candles</c>.</summary>
internal sealed class CandleStore(string directory)
{
    private const string LockName = "import.lock";

    /// <summary>Where candles are kept by default, on Linux <c>~/.local/share/TradingBot/candles</c>.</summary>
    public static string DefaultDirectory { get; } = Path.Combine(UserData.Directory, "candles");

    public string Directory { get; } = string.IsNullOrWhiteSpace(directory)
        ? throw new CandleStoreException($"--data: '{directory}' is not a directory")
        : Path.GetFullPath(directory);

    /// <summary>What is stored, by pair and then by interval; empty if the directory does not exist.</summary>
    /// <exception cref="CandleStoreException">The directory cannot be read.</exception>
    public IReadOnlyList<SeriesName> List()
    {
        try
        {
            if (!System.IO.Directory.Exists(Directory))
                return [];
            return [.. System.IO.Directory.EnumerateFiles(Directory, "*" + CandleFile.Extension)
                .Select(path => (Path: path, Series: SeriesName.Parse(Path.GetFileNameWithoutExtension(path))))
                .Where(entry => entry.Series is { } series && PathOf(series) == entry.Path)
                .Select(entry => entry.Series!.Value)
                .OrderBy(series => series.Symbol, StringComparer.Ordinal)
                .ThenBy(series => series.Timeframe.Minutes)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{Directory}: cannot be read: {failure.Message}", failure);
        }
    }

    public bool Contains(SeriesName series) => File.Exists(PathOf(series));

    public string PathOf(SeriesName series) => Path.Combine(Directory, series.FileName);

    /// <summary>
    /// The stored series that candles of the wanted length come from: that length itself, else the longest that it is a
    /// multiple of; null if there is none.
    /// </summary>
    /// <param name="symbol">The pair's short name.</param>
    /// <param name="wanted">Length of the candles to be had.</param>
    /// <exception cref="CandleStoreException">The directory cannot be read.</exception>
    public SeriesName? FindBase(string symbol, Timeframe wanted) =>
        List()
            .Where(series => series.Symbol == symbol && wanted.IsMultipleOf(series.Timeframe))
            .Select(series => (SeriesName?)series)
            .LastOrDefault(); // the list rises in interval

    /// <summary>Opens a stored series, verified.</summary>
    /// <exception cref="CandleStoreException">It is missing or damaged.</exception>
    public CandleFile Open(SeriesName series) => CandleFile.Open(PathOf(series), series);

    /// <summary>A new file for the series, in place of the stored one when it is published.</summary>
    /// <exception cref="CandleStoreException">It cannot be created.</exception>
    public CandleFileWriter Create(SeriesName series) => new(Directory, series);

    /// <summary>
    /// Reserves the store for one import: two that merge at the same time would lose the candles of one. What an import
    /// that was killed left behind is removed. Reading needs no reservation.
    /// </summary>
    /// <returns>Dispose it to end the reservation.</returns>
    /// <exception cref="CandleStoreException">Another import is running, or the directory is not writable.</exception>
    public IDisposable Reserve()
    {
        FileStream? reserved = null;
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            reserved = new FileStream(
                Path.Combine(Directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            const string temporaries = "*" + CandleFile.Extension + CandleFileWriter.TemporaryExtension;
            foreach (var leftover in System.IO.Directory.EnumerateFiles(Directory, temporaries))
                File.Delete(leftover);
            return reserved;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reserved?.Dispose();
            throw new CandleStoreException($"{Directory}: no import there: {failure.Message}", failure);
        }
    }
}

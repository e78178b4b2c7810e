using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Candles;

/// <summary>
/// A directory of candle files, one a pair and interval: <c>XBTUSD_60.candles</c>. Those of a venue that has to be
/// named are in a folder of its name, <c>binanceus/BTCUSD_60.candles</c>.
/// </summary>
/// <param name="directory">Need not exist.</param>
/// <param name="venues">Whose candles may be in it; null: those of the program.</param>
internal sealed class CandleStore(string directory, VenueList? venues = null)
{
    private const string LockName = "import.lock";

    /// <summary>Where candles are kept by default, on Linux <c>~/.local/share/TradingBot/candles</c>.</summary>
    public static string DefaultDirectory { get; } = Path.Combine(UserData.Directory, "candles");

    /// <summary>Whose candles may be in it.</summary>
    public VenueList Venues { get; } = venues ?? Exchanges.Venues.Known;

    public string Directory { get; } = string.IsNullOrWhiteSpace(directory)
        ? throw new CandleStoreException($"--data: '{directory}' is not a directory")
        : Path.GetFullPath(directory);

    /// <summary>
    /// What is stored, by venue, by pair and then by interval; empty if the directory does not exist.
    /// </summary>
    /// <exception cref="CandleStoreException">The directory cannot be read.</exception>
    public IReadOnlyList<SeriesName> List()
    {
        try
        {
            return [.. Files().Select(file => file.Series).Distinct()
                .OrderBy(series => series.Folder, StringComparer.Ordinal)
                .ThenBy(series => series.Instrument.Symbol, StringComparer.Ordinal)
                .ThenBy(series => series.Timeframe.Minutes)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{Directory}: cannot be read: {failure.Message}", failure);
        }
    }

    public bool Contains(SeriesName series) => OldNameOf(series) is not null || File.Exists(PathOf(series));

    public string PathOf(SeriesName series) => Path.Combine(FolderOf(series.Folder), series.FileName);

    /// <summary>
    /// The stored series that candles of the wanted length come from: of those that have most of the range, the
    /// longest that divides it; null if there is none.
    /// </summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="wanted">Length of the candles wanted.</param>
    /// <param name="from">Start of the range, unix seconds.</param>
    /// <param name="to">Its end.</param>
    /// <exception cref="CandleStoreException">The directory cannot be read.</exception>
    public SeriesName? FindBase(InstrumentId instrument, Timeframe wanted, long from, long to)
    {
        var able = List()
            .Where(series => series.Instrument == instrument && wanted.IsMultipleOf(series.Timeframe)).ToList();
        if (able.Count < 2)
            return able.Count == 0 ? null : able[0];
        var ranges = able.ConvertAll(series => CandleFile.RangeOf(Located(series), series));
        var end = Math.Min(to, ranges.Max(range => range?.End ?? 0));
        var covered = ranges.ConvertAll(
            range => range is var (first, last) ? Math.Min(last, end) - Math.Max(first, from) : long.MinValue);
        if (end == 0)
            return able[^1]; // none can be read: opening it says why
        // At both ends a shorter interval may have a part of a candle more.
        var enough = covered.Max() - 2L * wanted.Seconds;
        return able[covered.FindLastIndex(length => length >= enough)]; // the list rises in interval
    }

    /// <summary>Opens a stored series; what is read of it is verified.</summary>
    /// <exception cref="CandleStoreException">It is missing or damaged.</exception>
    public CandleFile Open(SeriesName series) => CandleFile.Open(Located(series), series);

    /// <summary>Deletes a series, readable or not.</summary>
    /// <returns>How many candles it had.</returns>
    /// <exception cref="CandleStoreException">It cannot be deleted.</exception>
    public long Delete(SeriesName series)
    {
        var path = Located(series);
        var count = File.Exists(path) ? CandleFile.CountOf(path) : 0;
        Delete(path);
        DeleteOldName(series);
        return count;
    }

    /// <summary>Deletes what an earlier version kept of a series under another name of its pair.</summary>
    /// <exception cref="CandleStoreException">It cannot be deleted.</exception>
    public void DeleteOldName(SeriesName series)
    {
        if (OldNameOf(series) is { } old)
            Delete(old);
    }

    /// <summary>A new file for the series, in place of the stored one when it is published.</summary>
    /// <exception cref="CandleStoreException">It cannot be created.</exception>
    public CandleFileWriter Create(SeriesName series)
    {
        var folder = FolderOf(series.Folder);
        if (series.Folder.Length > 0)
            Make(folder);
        return new CandleFileWriter(folder, series);
    }

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
            foreach (var leftover in Folders().SelectMany(
                folder => System.IO.Directory.EnumerateFiles(folder.Path, temporaries)))
            {
                File.Delete(leftover);
            }

            return reserved;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reserved?.Dispose();
            throw new CandleStoreException(
                $"{Directory}: cannot import into it: {DiskFailure.WordsOf(failure)}", failure);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{path}: cannot be deleted: {failure.Message}", failure);
        }
    }

    private string Located(SeriesName series)
    {
        var path = PathOf(series);
        return File.Exists(path) ? path : OldNameOf(series) ?? path;
    }

    private string? OldNameOf(SeriesName series) => Files()
        .Where(file => file.Series == series && file.Path != PathOf(series)).Select(file => file.Path).FirstOrDefault();

    private IEnumerable<(string Path, SeriesName Series)> Files() => Folders()
        .SelectMany(folder => System.IO.Directory.EnumerateFiles(folder.Path, "*" + CandleFile.Extension)
            .Select(path => (path, SeriesName.OfFile(folder.Venue, Path.GetFileNameWithoutExtension(path)))))
        .Where(file => file.Item2 is not null)
        .Select(file => (file.path, file.Item2!.Value));

    /// <summary>Those there are; a folder of no known venue is ignored.</summary>
    private IEnumerable<(string Path, IVenue Venue)> Folders() => Venues.All
        .Select(venue => (FolderOf(SeriesName.FolderOf(venue.Name)), venue))
        .Where(folder => System.IO.Directory.Exists(folder.Item1));

    private string FolderOf(string name) => name.Length == 0 ? Directory : Path.Combine(Directory, name);

    private static void Make(string folder)
    {
        try
        {
            System.IO.Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CandleStoreException($"{folder}: cannot be made: {DiskFailure.WordsOf(failure)}", failure);
        }
    }
}

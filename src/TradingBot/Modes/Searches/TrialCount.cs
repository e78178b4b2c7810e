using System.Globalization;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Modes.Searches;

/// <summary>
/// How many trials this user has ever run on a pair and period: a file for each search, beside the candles. Who forgets
/// what else he has tried believes the best of it too easily.
/// </summary>
/// <param name="store">Where candles are kept.</param>
internal sealed class TrialCount(string store)
{
    /// <summary>Below the store; venues' candles are in folders of their own names, of which this is none.</summary>
    public const string FolderName = "trials";

    /// <summary>Where the searches of a pair and period are counted.</summary>
    public string FolderOf(InstrumentId pair, int period) => Path.Combine(
        store, FolderName, string.Create(CultureInfo.InvariantCulture, $"{pair.Venue}_{pair.Symbol}_{period}"));

    /// <summary>Writes down how many a search has run; a search that goes on or is repeated counts once.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor this.</exception>
    public void Set(InstrumentId pair, int period, string search, long trials)
    {
        var folder = FolderOf(pair, period);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, search);
        File.WriteAllText(path + ".new", trials.ToString(CultureInfo.InvariantCulture) + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>The sum over all searches; what cannot be read counts as none.</summary>
    public long Total(InstrumentId pair, int period)
    {
        var folder = FolderOf(pair, period);
        if (!Directory.Exists(folder))
            return 0;
        return Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".new", StringComparison.Ordinal))
            .Sum(path => long.TryParse(
                File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count : 0);
    }
}

using System.IO.Compression;
using TradingBot.Core.Market;

namespace TradingBot.History;

/// <summary>What an import is to read: the files given, archives opened up. Disposing closes the archives.</summary>
internal sealed class ImportPlan : IDisposable
{
    private readonly string? _pair;
    private readonly Timeframe? _period;
    private readonly List<ZipArchive> _archives = [];
    private readonly List<ImportInput> _inputs = [];
    private readonly List<string> _skipped = [];

    /// <param name="files">Paths of CSV files and ZIP archives of them.</param>
    /// <param name="pair">The pair of files whose name does not tell; of archives, only its entries are read.</param>
    /// <param name="period">The same for the interval.</param>
    /// <exception cref="ImportException">A file is missing, is no archive, or does not tell what it holds.</exception>
    public ImportPlan(IEnumerable<string> files, string? pair, Timeframe? period)
    {
        (_pair, _period) = (pair, period);
        try
        {
            foreach (var file in files)
                Add(file);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ImportInput> Inputs => _inputs;

    /// <summary>Entries of archives that are not imported, each with the reason.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    public void Dispose() => _archives.ForEach(archive => archive.Dispose());

    private void Add(string file)
    {
        if (Directory.Exists(file))
            throw new ImportException($"{file}: is a directory; name its files");
        if (!File.Exists(file))
            throw new ImportException($"{file}: no such file");
        if (Path.GetExtension(file).Equals(".zip", StringComparison.OrdinalIgnoreCase))
            AddArchive(file);
        else
            AddFile(file);
    }

    private void AddFile(string file)
    {
        var series = SeriesName.Parse(Path.GetFileNameWithoutExtension(file)) is { } named
            ? Confirm(file, named)
            : FromOptions(file);
        _inputs.Add(new ImportInput(file, series, new FileInfo(file).Length, () => Open(file, File.OpenRead)));
    }

    private SeriesName Confirm(string file, SeriesName named)
    {
        if (!IsWanted(named))
            throw new ImportException($"{file}: the name says {named}, --pair or --period something else");
        return named;
    }

    private SeriesName FromOptions(string file)
    {
        const string remedy = "or name the file PAIR_MINUTES.csv";
        if (_pair is null)
            throw new ImportException($"{file}: of which pair? give --pair, {remedy}");
        if (_period is not { } period)
            throw new ImportException($"{file}: of which interval? give --period, {remedy}");
        return SeriesName.Of(_pair, period) ?? throw new ImportException($"--pair {_pair}: not the name of a pair");
    }

    private void AddArchive(string file)
    {
        var before = _inputs.Count;
        try
        {
            var archive = Open(file, ZipFile.OpenRead);
            _archives.Add(archive);
            foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0))
                AddEntry(file, entry);
        }
        catch (InvalidDataException failure)
        {
            throw new ImportException($"{file}: is no ZIP archive, or is cut short", failure);
        }

        if (_inputs.Count == before)
            throw new ImportException($"{file}: holds no {Wanted()} that is named PAIR_MINUTES.csv");
    }

    private void AddEntry(string file, ZipArchiveEntry entry)
    {
        var name = $"{file}/{entry.FullName}";
        var isCsv = Path.GetExtension(entry.Name).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        if (!isCsv || SeriesName.Parse(Path.GetFileNameWithoutExtension(entry.Name)) is not { } series)
            _skipped.Add($"{name}: not named PAIR_MINUTES.csv");
        else if (entry.Length == 0)
            _skipped.Add($"{name}: empty"); // a pair that did not trade in an archive's quarter
        else if (IsWanted(series))
            _inputs.Add(new ImportInput(name, series, entry.Length, () => new CheckedEntryStream(entry, name)));
    }

    private bool IsWanted(SeriesName series) =>
        (_period is not { } period || period == series.Timeframe)
        && (_pair is null || SeriesName.Of(_pair, series.Timeframe) == series);

    private string Wanted() => (_pair, _period) switch
    {
        (null, null) => "file",
        (null, { } period) => $"file of {period} minutes",
        ({ } pair, null) => $"file of {pair}",
        ({ } pair, { } period) => $"file of {pair} and {period} minutes",
    };

    private static T Open<T>(string file, Func<string, T> open)
    {
        try
        {
            return open(file);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new ImportException($"{file}: may not be read", failure);
        }
    }
}

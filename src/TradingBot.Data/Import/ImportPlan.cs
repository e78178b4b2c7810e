using System.IO.Compression;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Import;

/// <summary>
/// What an import is to read: the files given, directories and archives opened up. Disposing closes the archives.
/// </summary>
internal sealed class ImportPlan : IDisposable
{
    private const string Form = "PAIR_MINUTES.csv";

    private readonly IVenue _venue;
    private readonly string? _pair;
    private readonly Timeframe? _period;
    private readonly List<ZipArchive> _archives = [];
    private readonly List<ImportInput> _inputs = [];
    private readonly List<string> _skipped = [];
    private readonly List<string> _notes = [];

    /// <param name="files">Paths of CSV files, ZIP archives and directories of them.</param>
    /// <param name="venue">The candles are its.</param>
    /// <param name="pair">
    /// By any of the venue's names: the pair of a file, whatever its name says; of an archive or a directory, only its
    /// files are read.
    /// </param>
    /// <param name="period">The same for the interval.</param>
    /// <exception cref="ImportException">A file is missing, is no archive, or does not tell what it holds.</exception>
    public ImportPlan(IEnumerable<string> files, IVenue venue, string? pair, Timeframe? period)
    {
        (_venue, _pair, _period) = (venue, pair, period);
        try
        {
            var all = files.ToList();
            foreach (var file in all)
                Add(file, isAlone: all.Count == 1);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ImportInput> Inputs => _inputs;

    /// <summary>Files of archives and directories that are not imported, each with the reason.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>What the user should know, a line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Dispose() => _archives.ForEach(archive => archive.Dispose());

    private void Add(string file, bool isAlone)
    {
        if (Directory.Exists(file))
        {
            AddDirectory(file);
            return;
        }

        if (ChecksumFile.IsNamedSo(file) && File.Exists(ChecksumFile.Subject(file)))
        {
            Try(file, () => ChecksumFile.Verify(ChecksumFile.Subject(file)));
            _notes.Add($"{ChecksumFile.Subject(file)}: its SHA-256 matches its checksum file");
            return;
        }

        if (!File.Exists(file))
            throw new ImportException($"{file}: no such file");
        if (IsArchive(file))
            AddArchive(file);
        else
            AddFile(file, isAlone);
    }

    private void AddFile(string file, bool isAlone)
    {
        var guess = NameGuess.Of(Path.GetFileName(file), _venue);
        var series = SeriesOf(file, guess);
        var said = SeriesName.Of(_venue, guess.Pair ?? series.Instrument.Symbol, guess.Period ?? series.Timeframe);
        if (said is { } named && named != series)
        {
            // One file is what the user says it is; of several one option would make one series of different pairs.
            if (!isAlone)
                throw new ImportException($"{file}: the name says {named}, --pair or --period says something else");
            _notes.Add($"{file}: is imported as {series}, as the options say; its name says {named}");
        }

        AddInput(file, series);
    }

    private void AddInput(string file, SeriesName series) =>
        _inputs.Add(new ImportInput(
            file, series, new FileInfo(file).Length, () => Try(file, () => File.OpenRead(file))));

    /// <summary>What is said on the command line is stronger than a name.</summary>
    private SeriesName SeriesOf(string file, NameGuess guess)
    {
        const string remedy = "or name the file " + Form;
        var pair = _pair ?? guess.Pair ?? throw new ImportException($"{file}: which pair? give --pair, {remedy}");
        var period = _period ?? guess.Period
            ?? throw new ImportException($"{file}: which interval? give --period, {remedy}");
        return SeriesName.Of(_venue, pair, period)
            ?? throw new ImportException($"{file}: '{pair}' is not the name of a pair");
    }

    private void AddDirectory(string directory)
    {
        var before = _inputs.Count;
        var files = Try(directory, () => Directory.GetFiles(directory, "*", SearchOption.AllDirectories));
        foreach (var file in files.Order(StringComparer.Ordinal).Where(file => !ChecksumFile.IsNamedSo(file)))
        {
            if (IsArchive(file))
                AddArchive(file, isGiven: false);
            else if (AmongOthers(file, Path.GetFileName(file), new FileInfo(file).Length, isAlone: false) is { } series)
                AddInput(file, series);
        }

        if (_inputs.Count == before)
            throw new ImportException($"{directory}: holds no {Wanted()} named {Form}");
    }

    private void AddArchive(string file, bool isGiven = true)
    {
        var before = _inputs.Count;
        try
        {
            Try(file, () => ChecksumFile.Verify(file));
            var archive = Try(file, () => ZipFile.OpenRead(file));
            _archives.Add(archive);
            var entries = archive.Entries.Where(entry => entry.Name.Length > 0).ToList();
            var isAlone = entries.Count(entry => NameGuess.IsText(entry.Name)) == 1;
            foreach (var entry in entries)
            {
                var name = $"{file}/{entry.FullName}";
                if (AmongOthers(name, entry.Name, entry.Length, isAlone) is { } series)
                    _inputs.Add(new ImportInput(name, series, entry.Length, () => new CheckedEntryStream(entry, name)));
            }
        }
        catch (InvalidDataException failure)
        {
            throw new ImportException($"{file}: is not a ZIP archive, or is truncated", failure);
        }

        if (_inputs.Count == before && isGiven)
            throw new ImportException($"{file}: holds no {Wanted()} named {Form}");
    }

    /// <summary>The series of one of several files, or null if it is not to be imported.</summary>
    private SeriesName? AmongOthers(string name, string fileName, long length, bool isAlone)
    {
        var guess = NameGuess.Of(fileName, _venue);
        // Without others to choose from there is nothing to leave out: the options say what the one file is.
        var isChosen = isAlone && !guess.IsInForm;
        var pair = isChosen ? _pair ?? guess.Pair : guess.Pair ?? _pair;
        var period = isChosen ? _period ?? guess.Period : guess.Period ?? _period;
        if (!NameGuess.IsText(fileName) || pair is null)
            _skipped.Add($"{name}: not named {Form}");
        else if (length == 0)
            _skipped.Add($"{name}: empty"); // a pair that did not trade in an archive's quarter
        else if (period is not { } known)
            _skipped.Add($"{name}: which interval? give --period");
        else if (SeriesName.Of(_venue, pair, known) is not { } series)
            _skipped.Add($"{name}: not named {Form}");
        else if ((_period ?? known) == known && (_pair is null || SeriesName.Of(_venue, _pair, known) == series))
            return series;
        return null;
    }

    private string Wanted() => (_pair, _period) switch
    {
        (null, null) => "file",
        (null, { } period) => $"file of {period} minutes",
        ({ } pair, null) => $"file of {pair}",
        ({ } pair, { } period) => $"file of {pair} and {period} minutes",
    };

    private static bool IsArchive(string file) =>
        Path.GetExtension(file).Equals(".zip", StringComparison.OrdinalIgnoreCase)
        || Try(file, () => CsvText.IsZip(file));

    private static void Try(string file, Action work) => Try(file, () =>
    {
        work();
        return true;
    });

    private static T Try<T>(string file, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new ImportException($"{file}: no permission to read it", failure);
        }
    }
}

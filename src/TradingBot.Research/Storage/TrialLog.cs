using System.Globalization;
using System.Text;
using TradingBot.Research.Search;
using TradingBot.Research.Trials;

namespace TradingBot.Research.Storage;

/// <summary>
/// Every trial of a search on the disk as soon as it has ended, in the order in which the search asked for them: a line
/// of figures in <c>trials.csv</c>, its daily returns in <c>returns.bin</c>. What a kill has left half is cut off when
/// it is opened again, so a search that goes on writes the same files as one that was never stopped.
/// </summary>
internal sealed class TrialLog : IDisposable
{
    /// <summary>Every trial, a line each.</summary>
    public const string FiguresName = "trials.csv";

    /// <summary>Their daily returns.</summary>
    public const string ReturnsName = "returns.bin";

    /// <summary>Before a setting's name, which may be a figure's too.</summary>
    private const string SettingPrefix = "set_";

    private readonly string _path;
    private readonly string _header;
    private readonly int _dimensions;
    private readonly List<Row> _rows = [];
    private readonly ReturnsFile _returns;
    private readonly FileStream _figures;

    private TrialLog(string directory, IReadOnlyList<Dimension> dimensions)
    {
        _path = Path.Combine(directory, FiguresName);
        _dimensions = dimensions.Count;
        _header = TrialLine.Of(
        [
            "trial", .. dimensions.Select(dimension => SettingPrefix + dimension.Name),
            .. ReportFigures.All.Select(figure => figure.Name), "failure",
        ]);
        _returns = ReturnsFile.Open(Path.Combine(directory, ReturnsName));
        try
        {
            _figures = new FileStream(
                _path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            ReadRows();
        }
        catch
        {
            _figures?.Dispose();
            _returns.Dispose();
            throw;
        }
    }

    /// <summary>Trials that are stored.</summary>
    public int Count => _rows.Count;

    /// <summary>Opens what is there, or begins anew.</summary>
    /// <param name="directory">Exists; two searches at once cannot have it open.</param>
    /// <param name="dimensions">Of the search.</param>
    /// <exception cref="SearchFileException">It cannot be read or written, or is of another search.</exception>
    public static TrialLog Open(string directory, IReadOnlyList<Dimension> dimensions)
    {
        try
        {
            return new TrialLog(directory, dimensions);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SearchFileException($"{directory}: the trials cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>The figures of a trial that is stored, without its daily returns; null for one that is not.</summary>
    /// <exception cref="SearchFileException">Another candidate is stored under its number.</exception>
    public TrialResult? Find(long number, Candidate candidate)
    {
        if (number >= _rows.Count)
            return null;
        var row = _rows[(int)number];
        return row.Settings.SequenceEqual(candidate.Assignments.Select(assignment => assignment.Value))
            ? row.Result
            : throw new SearchFileException(
                $"{_path}: trial {number + 1} is {string.Join(' ', row.Settings)}, the search asks for {candidate}; "
                + "delete the directory to search anew");
    }

    /// <summary>Stores a trial; one that is stored already is left as it is.</summary>
    /// <param name="trial">The next one, or one from before a stop.</param>
    /// <exception cref="SearchFileException">It could not be stored; those before it are.</exception>
    public void Append(SweptTrial trial)
    {
        if (trial.Number < _rows.Count)
            return;
        var result = trial.Result;
        var settings = trial.Trial.Candidate.Assignments.Select(assignment => assignment.Value).ToList();
        var figures = result.Failure is null
            ? result.Figures.Select(TrialLine.Figure) : ReportFigures.All.Select(_ => "");
        var number = (trial.Number + 1).ToString(CultureInfo.InvariantCulture);
        var line = TrialLine.Of([number, .. settings, .. figures, result.Failure ?? ""]);
        try
        {
            _returns.Append(result.FirstDay, result.DailyReturns);
            _figures.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException failure)
        {
            throw new SearchFileException(
                $"{_path}: trial {number} cannot be stored: {failure.Message}; the {_rows.Count} before it are kept, "
                + "and the same command goes on with them", failure);
        }

        _rows.Add(new Row(settings, result with { DailyReturns = [] }));
    }

    /// <summary>The daily returns of some trials on the days that all of them have.</summary>
    /// <param name="trials">Stored ones that did not fail, from 0; at least one.</param>
    /// <returns>Null where they have no day in common.</returns>
    public StoredReturns? Returns(IReadOnlyList<int> trials) => StoredReturns.Of(_returns, trials);

    /// <summary>Waits until all of it is on the disk.</summary>
    /// <exception cref="SearchFileException">It cannot be written.</exception>
    public void Sync()
    {
        try
        {
            _returns.Sync();
            _figures.Flush(flushToDisk: true);
        }
        catch (IOException failure)
        {
            throw new SearchFileException($"{_path}: cannot be written: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _figures.Dispose();
        _returns.Dispose();
    }

    private void ReadRows()
    {
        long end = 0;
        foreach (var (line, offset) in WholeLines())
        {
            if (end == 0 && line != _header)
            {
                throw new SearchFileException(
                    $"{_path}: is of another search or another version of the program; name another directory");
            }

            if (end > 0)
                _rows.Add(Parse(line));
            end = offset;
            if (_rows.Count == _returns.Count)
                break;
        }

        _figures.SetLength(end);
        _figures.Position = end;
        _returns.KeepFirst(_rows.Count);
        if (end == 0)
            _figures.Write(Encoding.UTF8.GetBytes(_header + "\n"));
    }

    /// <summary>Lines that end, each with the offset behind it.</summary>
    private IEnumerable<(string Line, long End)> WholeLines()
    {
        var buffer = new byte[64 * 1024];
        var line = new List<byte>();
        long at = 0;
        while (_figures.Read(buffer) is > 0 and var read)
        {
            foreach (var letter in buffer.AsSpan(0, read).ToArray())
            {
                at++;
                if (letter != '\n')
                {
                    line.Add(letter);
                    continue;
                }

                yield return (Encoding.UTF8.GetString([.. line]), at);
                line.Clear();
            }
        }
    }

    private Row Parse(string line)
    {
        var expected = 1 + _dimensions + ReportFigures.All.Count + 1;
        if (TrialLine.Split(line) is not { } fields || fields.Count != expected
            || fields[0] != (_rows.Count + 1).ToString(CultureInfo.InvariantCulture))
        {
            throw Damaged();
        }

        var settings = fields.GetRange(1, _dimensions);
        if (fields[^1].Length > 0)
            return new Row(settings, TrialResult.Failed(fields[^1]));
        double[] figures = [.. fields.Skip(1 + _dimensions).Take(ReportFigures.All.Count)
            .Select(text => TrialLine.ParseFigure(text) ?? throw Damaged())];
        return new Row(settings, new TrialResult(figures, default, []));
    }

    private SearchFileException Damaged() => new(
        $"{_path}: line {_rows.Count + 2} is damaged; delete it and what follows, and the same command runs them "
        + "again");

    private sealed record Row(IReadOnlyList<string> Settings, TrialResult Result);
}

using System.Globalization;
using TradingBot.Data.Candles;
using TradingBot.Data.Download;

namespace TradingBot.Cli.History;

/// <summary>
/// Shows where a download is: on a terminal a bar that is drawn again after each page, elsewhere a line a minute.
/// </summary>
internal sealed class DownloadDisplay : IProgress<DownloadProgress>, IDisposable
{
    private const int Width = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly TextWriter _errors;
    private readonly TimeProvider _time;
    private readonly bool _isTerminal;
    private SeriesName? _series;
    private long _begun;
    private long _shown;
    private double _doneAtFirst;
    private int _drawn;

    /// <param name="errors">Standard error.</param>
    /// <param name="time">For the time left.</param>
    /// <param name="isTerminal">Null: as standard error is.</param>
    public DownloadDisplay(TextWriter errors, TimeProvider time, bool? isTerminal = null) =>
        (_errors, _time, _isTerminal) = (errors, time, isTerminal ?? ProgressBar.IsTerminal(errors));

    public void Report(DownloadProgress value)
    {
        var isFirst = _series != value.Series;
        if (isFirst)
            (_series, _begun, _doneAtFirst) = (value.Series, _time.GetTimestamp(), value.Done);
        var text = $"{value.Series}  {CandleFormat.Count(value.Pages, "page")}, {CandleFormat.Time(value.Reached)}"
            + Left(value.Done);
        if (_isTerminal)
        {
            var bar = new string('=', (int)(value.Done * Width)).PadRight(Width);
            Draw($"[{bar}] {(int)(value.Done * 100),3} %  {text}");
        }
        else if (isFirst || _time.GetElapsedTime(_shown) >= Pause)
        {
            _shown = _time.GetTimestamp();
            _errors.WriteLine($"{text}, {(int)(value.Done * 100)} %");
        }
    }

    /// <summary>A line of its own, whatever is drawn.</summary>
    public void Say(string line)
    {
        Clear();
        _errors.WriteLine(line);
    }

    /// <summary>Takes away what is drawn.</summary>
    public void Clear()
    {
        if (_drawn > 0)
            _errors.Write($"\r{new string(' ', _drawn)}\r");
        _drawn = 0;
    }

    public void Dispose() => Clear();

    private void Draw(string text)
    {
        _errors.Write($"\r{text.PadRight(_drawn)}");
        _drawn = text.Length;
    }

    /// <summary>As long again as it took, by the part that is done.</summary>
    private string Left(double done)
    {
        var part = done - _doneAtFirst;
        if (part <= 0)
            return "";
        var left = _time.GetElapsedTime(_begun) * ((1 - done) / part);
        return left < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(left.TotalSeconds):N0} s left")
            : $", {CandleFormat.Duration(left)} left";
    }
}

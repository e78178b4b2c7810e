using System.Globalization;
using TradingBot.Cli.History;
using TradingBot.Modes.Searches;
using TradingBot.Research.Search;

namespace TradingBot.Cli.Research;

/// <summary>
/// How far a search is, on a line of the terminal that is drawn again and gone at the end; nothing where a file or a
/// pipe would keep it.
/// </summary>
internal sealed class SearchDisplay(TextWriter errors, TimeProvider time) : SearchRun.IProgress, IDisposable
{
    private const int Width = 20;
    private const int MostLetters = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly bool _isSeen = ProgressBar.IsTerminal(errors);
    private long? _planned;
    private int _known;
    private long _began;
    private long _drawn;
    private int _letters;

    public void Begin(long? planned, int known)
    {
        (_planned, _known) = (planned, known);
        (_began, _drawn) = (time.GetTimestamp(), time.GetTimestamp());
    }

    public void Report(int done, Candidate? best, double value)
    {
        if (!_isSeen || time.GetElapsedTime(_drawn) < Pause)
            return;
        _drawn = time.GetTimestamp();
        var line = LineOf(done, best, value, _planned, _known, time.GetElapsedTime(_began));
        errors.Write($"\r{line.PadRight(_letters)}");
        _letters = line.Length;
    }

    public void Dispose()
    {
        if (_letters > 0)
            errors.Write($"\r{new string(' ', _letters)}\r");
    }

    /// <param name="done">Trials that have ended.</param>
    /// <param name="best">The best of them.</param>
    /// <param name="value">Of the first objective, the best's.</param>
    /// <param name="planned">Trials that will be run; null: not known.</param>
    /// <param name="known">Those that were run before.</param>
    /// <param name="taken">Since it began.</param>
    internal static string LineOf(
        int done, Candidate? best, double value, long? planned, int known, TimeSpan taken)
    {
        var speed = (done - known) / Math.Max(taken.TotalSeconds, 0.001);
        var line = Text($"{done} done  {speed:0}/s");
        if (planned is > 0 and var all)
        {
            var share = Math.Clamp((double)done / all, 0, 1);
            var bar = new string('=', (int)(share * Width)).PadRight(Width);
            var left = speed > 0 ? Text($"  {(all - done) / speed:0} s left") : "";
            line = Text($"[{bar}] {(int)(share * 100),3} %  {line}{left}");
        }

        if (best is not null)
            line += Text($"  best {value:0.###}: {best}");
        return line.Length > MostLetters ? line[..(MostLetters - 1)] + "…" : line;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

namespace TradingBot.Cli.History;

/// <summary>A line on the terminal that is drawn again when the percentage changes, and gone at the end.</summary>
internal sealed class ProgressBar : IProgress<double>, IDisposable
{
    private const int Width = 40;

    private readonly TextWriter _terminal;
    private int _percent = -1;

    private ProgressBar(TextWriter terminal) => _terminal = terminal;

    /// <summary>A bar if this is standard error on a terminal; null where a file or a pipe would keep it.</summary>
    public static ProgressBar? On(TextWriter errors) => IsTerminal(errors) ? new ProgressBar(errors) : null;

    /// <summary>True where what is drawn there is seen and not kept.</summary>
    public static bool IsTerminal(TextWriter errors) =>
        ReferenceEquals(errors, Console.Error) && !Console.IsErrorRedirected && !Console.IsOutputRedirected;

    /// <param name="value">The part that is done, 0 to 1.</param>
    public void Report(double value)
    {
        var percent = (int)(Math.Clamp(value, 0, 1) * 100);
        if (percent == _percent)
            return;
        _percent = percent;
        var done = percent * Width / 100;
        _terminal.Write($"\r[{new string('=', done)}{new string(' ', Width - done)}] {percent,3} %");
    }

    public void Dispose()
    {
        if (_percent >= 0)
            _terminal.Write($"\r{new string(' ', Width + 8)}\r");
    }
}

using System.CommandLine;

namespace TradingBot.Cli;

/// <summary><c>history</c>: import, list and verify stored candles.</summary>
internal static class HistoryCommand
{
    public static Command Create(TextWriter output, TextWriter errors, CancellationToken stop)
    {
        _ = (output, errors, stop);
        return new Command("history", "Import, list and verify stored candles.");
    }
}

using Serilog.Events;
using TradingBot.Input;
using TradingBot.Reports;

namespace TradingBot.Logging;

/// <summary>The original's colours, for a terminal.</summary>
internal static class LogColours
{
    private const string Banner = "{Banner}";

    /// <summary>A message with its colours.</summary>
    public static string Paint(LogEvent logEvent, string message) => logEvent.Level switch
    {
        LogEventLevel.Warning => Ansi.In(Ansi.Yellow, message),
        LogEventLevel.Error or LogEventLevel.Fatal => Ansi.In(Ansi.Red, message),
        _ when logEvent.MessageTemplate.Text == Banner => Ansi.In(Ansi.OnCyan, message),
        _ => LedgerColours.Paint(message),
    };
}

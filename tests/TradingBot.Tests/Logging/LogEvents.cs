using Serilog;
using Serilog.Events;

namespace TradingBot.Tests.Logging;

/// <summary>Events as the daemon's loggers make them.</summary>
internal static class LogEvents
{
    public static DateTimeOffset Time { get; } = new(2018, 4, 17, 14, 42, 55, 432, TimeSpan.Zero);

    public static LogEvent Of(LogEventLevel level, string template, params object?[] values) =>
        At(Time, level, null, template, values);

    public static LogEvent At(
        DateTimeOffset time, LogEventLevel level, Exception? failure, string template, params object?[] values)
    {
        using var logger = new LoggerConfiguration().CreateLogger();
        logger.BindMessageTemplate(template, values, out var parsed, out var properties).Should().BeTrue();
        return new LogEvent(time, level, failure, parsed!, properties!);
    }
}

using Microsoft.Extensions.Logging;
using Serilog.Extensions.Logging;
using TradingBot.Bots.Loop;
using TradingBot.Input;
using TradingBot.Logging;
using TradingBot.Reports;

namespace TradingBot.Modes;

/// <summary>Where a bot's lines go. Among several bots each line names its bot.</summary>
internal sealed class BotLog : IDisposable
{
    private readonly Serilog.ILogger _all;
    private readonly Serilog.ILogger _failures;

    /// <summary>Of a bot that is alone; of its failure the user is told on standard error too.</summary>
    public BotLog(SessionLogs logs) => (_all, _failures) = (logs.Logger, logs.FileLogger);

    /// <param name="logs">The process's.</param>
    /// <param name="bot">Its name.</param>
    /// <param name="time">The clock its lines are stamped by.</param>
    public BotLog(SessionLogs logs, string bot, TimeProvider time)
    {
        var logger = logs.LoggerOf(bot, time);
        (_all, _failures) = (logger, logger);
        Factory = new SerilogLoggerFactory(logger, dispose: true);
    }

    /// <summary>For the bot's parts; null: the process's.</summary>
    public ILoggerFactory? Factory { get; }

    public void Ended(BotResult result)
    {
        if (result.Failure is UserError failure)
            _failures.Error("Ended: {Reason}", failure.Message);
        else if (result.Failure is { } bug)
            _failures.Error(Factory is null ? null : bug, "Ended: {Reason}", bug.Message);
        else if (result.Latest is { Equity: not null } latest)
            _all.Information("Ended: {Summary}", LedgerSummary.Of(latest));
        if (result is { TickToOrder: { } whole, TickToOrderWithoutDisk: { } rest })
            _all.Information("Latency, market data to order: {Whole}; without the disk: {Rest}", whole, rest);
    }

    public void Dispose() => Factory?.Dispose();
}

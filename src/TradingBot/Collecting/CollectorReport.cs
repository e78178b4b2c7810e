using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingBot.Data.Recordings.Collecting;
using TradingBot.Data.Recordings.Log;
using TradingBot.Supervision;

namespace TradingBot.Collecting;

/// <summary>Says once a minute how the collecting goes, and to the supervisor that the process lives.</summary>
/// <param name="collector">What is told about.</param>
/// <param name="recording">Whether it is written.</param>
/// <param name="time">The clock.</param>
/// <param name="supervisor">Null: there is none.</param>
/// <param name="log">Gets the line.</param>
internal sealed partial class CollectorReport(
    Collector collector,
    RecordingLog recording,
    TimeProvider time,
    ISupervisedBot? supervisor,
    ILogger<CollectorReport> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly ILogger<CollectorReport> _log = log;
    private CollectorFigures _before = CollectorFigures.Of(collector);
    private bool _isReady;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        var said = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                recording.ThrowIfFailed();
                Supervise();
                if (time.GetElapsedTime(said) is var elapsed && elapsed >= Interval)
                {
                    said = time.GetTimestamp();
                    var line = Line(elapsed);
                    Say(line);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private string Line(TimeSpan elapsed)
    {
        var now = CollectorFigures.Of(collector);
        var before = _before;
        _before = now;
        var messages = (now.BookMessages - before.BookMessages) / elapsed.TotalSeconds;
        var trades = (now.Trades - before.Trades) / elapsed.TotalSeconds;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.Connected} of {now.Connections} connections, {messages:0.0} book messages and {trades:0.00} trades "
            + $"a second{Candles(now.CandleMessages - before.CandleMessages, elapsed)}, lag "
            + $"{now.Lag.TotalMilliseconds:0} ms ({now.SlowestPair}), {now.Gaps - before.Gaps} gaps");
        if (now.Holes > 0)
            line += string.Create(CultureInfo.InvariantCulture, $", {now.Missing} trades still to be fetched");
        return recording.IsStopped ? line + "; NOTHING IS RECORDED: the disk is full" : line;
    }

    /// <summary>Nothing where none are recorded.</summary>
    private string Candles(long messages, TimeSpan elapsed) =>
        collector.Pairs.Any(pair => pair.Market.CandleMinutes > 0)
            ? string.Create(CultureInfo.InvariantCulture, $", {messages / elapsed.TotalSeconds:0.00} of candles")
            : "";

    private void Supervise()
    {
        if (supervisor is null)
            return;
        if (!_isReady && collector.Capture.Connections.All(connection => connection.IsConnected))
            _isReady = supervisor.IsReady();
        supervisor.Show(Status());
        supervisor.Feed();
    }

    private string Status()
    {
        var now = CollectorFigures.Of(collector);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"recording {collector.Pairs.Count} pairs, {now.Connected} of {now.Connections} connections");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line:l}")]
    private partial void Say(string line);
}

/// <summary>Where a collector is, at a moment.</summary>
internal sealed record CollectorFigures
{
    public required int Connections { get; init; }

    public required int Connected { get; init; }

    public required long BookMessages { get; init; }

    public required long Trades { get; init; }

    public required long CandleMessages { get; init; }

    public required long Gaps { get; init; }

    /// <summary>Of trades that have not been fetched yet.</summary>
    public required int Holes { get; init; }

    public required long Missing { get; init; }

    /// <summary>The longest of all pairs.</summary>
    public required TimeSpan Lag { get; init; }

    public required string SlowestPair { get; init; }

    public static CollectorFigures Of(Collector collector)
    {
        var connections = collector.Capture.Connections;
        var slowest = collector.Pairs.MaxBy(pair => pair.Lag)!;
        return new CollectorFigures
        {
            Connections = connections.Count,
            Connected = connections.Count(connection => connection.IsConnected),
            BookMessages = collector.Pairs.Sum(pair => pair.BookMessages),
            Trades = collector.Pairs.Sum(pair => pair.TradeCount),
            CandleMessages = collector.Pairs.Sum(pair => pair.CandleMessages),
            Gaps = collector.Pairs.Sum(pair => pair.Gaps),
            Holes = collector.Pairs.Sum(pair => pair.Trades.HoleCount),
            Missing = collector.Pairs.Sum(pair => pair.Trades.Missing),
            Lag = slowest.Lag,
            SlowestPair = slowest.Symbol,
        };
    }
}

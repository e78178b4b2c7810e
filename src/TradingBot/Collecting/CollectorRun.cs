using Microsoft.Extensions.Logging;
using TradingBot.Data.Candles;
using TradingBot.Data.Download;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Collecting;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Input;
using TradingBot.Supervision;
using TradingBot.Telemetry;

namespace TradingBot.Collecting;

/// <summary>One run of a collector: takes the recording, asks what the pairs are, then records until it is told to
/// end.</summary>
/// <param name="options">What is recorded.</param>
/// <param name="exchange">Where it comes from.</param>
/// <param name="time">The exchange's clock.</param>
/// <param name="supervisor">Is told that the process lives; null: there is none.</param>
/// <param name="logs">For changes of state.</param>
internal sealed partial class CollectorRun(
    CollectOptions options, IExchange exchange, TimeProvider time, ISupervisedBot? supervisor, ILoggerFactory logs)
{
    private readonly ILogger<CollectorRun> _log = logs.CreateLogger<CollectorRun>();

    /// <exception cref="UserError">
    /// A pair is not listed, or the exchange does not have the depth or the period.
    /// </exception>
    /// <exception cref="RecordingException">The recording cannot be used, or the disk has failed.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var folder = new RecordingFolder(options.Directory);
        folder.RequireOurs();
        RequireDepth();
        RequirePeriod();
        var manifest = Manifest.Read(folder);
        using var recording = RecordingLog.Open(folder, new RecordingLogOptions(time, Tell)
        {
            LastSequence = manifest.LastSequence,
            NotBefore = manifest.NextHour,
        });
        foreach (var damage in recording.Recovered)
            Repaired($"{damage}");
        TellAbsence(recording);
        var markets = await FindAsync(stop).ConfigureAwait(false);
        if (IsDescribedOtherwise(folder, recording.OpenHour, markets))
        {
            recording.BeginNextHour();
            BeginsHour(recording.OpenHour);
        }

        var stored = await RecordedTrades
            .ReadAsync(folder, options.Venue.Name, DecoderOf(options.Venue), Repaired, stop).ConfigureAwait(false);
        var collector = new Collector(
            options.Venue.Name,
            exchange.Market,
            markets,
            recording,
            pair => stored.GetValueOrDefault(pair) ?? [],
            time,
            logs,
            Collector.UsualAuditInterval);
        await RunAsync(folder, recording, collector, stop).ConfigureAwait(false);
    }

    private async Task RunAsync(
        RecordingFolder folder, RecordingLog recording, Collector collector, CancellationToken stop)
    {
        var sealing = new HourSealing(
            folder,
            recording,
            new Sealer(folder, Decoders()),
            options.Retention,
            () => FollowerPlace.Slowest(folder)?.Day,
            time,
            logs.CreateLogger<HourSealing>());
        var report = new CollectorReport(
            collector, recording, time, supervisor, logs.CreateLogger<CollectorReport>());
        using var meter = new CollectorMeter(collector, options.Venue.Name);
        var metrics = new MetricsLog($"{options.Metrics}", logs.CreateLogger<MetricsLog>());
        var export = MeterExport.Open(
            options.Metrics, meter.Meter, [$"exchange:{options.Venue.Name}"], metrics, TimeProvider.System);
        await using var exporting = export.ConfigureAwait(false);
        if (!options.Metrics.AreOff)
            metrics.Begin();
        var pairs = CandleFormat.Count(collector.Pairs.Count, "pair");
        var connections = CandleFormat.Count(collector.Capture.Connections.Count, "connection");
        Begins(pairs, options.Venue.DisplayName, folder.Root, connections);
        var stores = new CollectorStores(
            folder, options.Stores, TimeProvider.System, logs.CreateLogger<CollectorStores>());
        await JointTasks.UntilOneEndsAsync(
            stop, collector.RunAsync, sealing.RunAsync, report.RunAsync, stores.RunAsync).ConfigureAwait(false);
        Ends();
    }

    /// <summary>A file has one depth and one number of decimals.</summary>
    private bool IsDescribedOtherwise(RecordingFolder folder, RecordingHour hour, List<CapturedMarket> markets)
    {
        if (!folder.LogHours().Contains(hour))
            return false;
        var logged = new HourPairs(folder, hour).All;
        return markets.Select(market => Collector.Described(options.Venue.Name, market)).Any(now => logged.Any(before =>
            (before.Exchange, before.Symbol) == (now.Exchange, now.Symbol)
            && (before.Depth, before.PriceDecimals, before.QuantityDecimals)
                != (now.Depth, now.PriceDecimals, now.QuantityDecimals)));
    }

    /// <summary>Hours that are sealed have no log any more, and the last one always has.</summary>
    private void TellAbsence(RecordingLog recording)
    {
        if (recording.LastReceivedMicros is not { } micros)
            return;
        var last = DateTime.UnixEpoch.AddMicroseconds(micros);
        WasAway(Display.Time(last), Display.Length(time.GetUtcNow().UtcDateTime - last));
    }

    private void RequireDepth()
    {
        var depths = exchange.Capabilities.BookDepths;
        if (options.BookDepth > 0 && !depths.Contains(options.BookDepth))
        {
            throw new UserError($"--book: {exchange.Venue.DisplayName} has no depth of {options.BookDepth}; use "
                + $"{string.Join(", ", depths)}, or off");
        }
    }

    private void RequirePeriod()
    {
        var periods = exchange.Capabilities.CandlePeriods;
        if (options.CandleMinutes > 0 && !periods.Contains(options.CandleMinutes))
        {
            throw new UserError(periods.Count == 0
                ? $"--candles: {exchange.Venue.DisplayName} sends no candles"
                : $"--candles: {exchange.Venue.DisplayName} has no candles of {options.CandleMinutes} minutes; use "
                    + string.Join(", ", periods));
        }
    }

    private async Task<List<CapturedMarket>> FindAsync(CancellationToken stop)
    {
        var reader = new PatientReader(exchange.Venue.DisplayName, time, Waits);
        var markets = new Dictionary<string, CapturedMarket>();
        foreach (var name in options.Pairs)
        {
            try
            {
                var listed = await reader.AskAsync(
                    cancellation => exchange.Market.FindAsync(name, cancellation), stop).ConfigureAwait(false);
                var found = listed?.Instrument ?? throw new UserError(
                    $"--currency: {exchange.Venue.DisplayName} does not list '{name}'");
                markets[found.Symbol] = exchange.Market.Captured(found, options.BookDepth, options.HasTrades) with
                {
                    CandleMinutes = options.CandleMinutes,
                };
            }
            catch (FeedFailedException refused)
            {
                throw new UserError(refused.Message, ExitCode.Failed);
            }
        }

        return [.. markets.Values];
    }

    private Dictionary<string, IMessageDecoder> Decoders() => new()
    {
        [options.Venue.Name] = DecoderOf(options.Venue),
    };

    private static IMessageDecoder DecoderOf(IVenue venue) => venue.CreateDecoder()
        ?? throw new UserError($"--exchange: {venue.DisplayName} cannot be recorded");

    private void Tell(DiskNotice notice)
    {
        if (notice.IsStopped)
            Stopped($"{notice}");
        else
            GoesOn($"{notice}");
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Recording {Pairs} of {Exchange} in {Directory}, on {Connections}")]
    private partial void Begins(string pairs, string exchange, string directory, string connections);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Nothing was recorded since {Last} UTC, for {Length}: a gap; trades missed since then are fetched")]
    private partial void WasAway(string last, string length);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recording ended")]
    private partial void Ends();

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Depth or decimals are not those of this hour's log: what comes from now on is kept as {Hour}")]
    private partial void BeginsHour(RecordingHour hour);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Damage}")]
    private partial void Repaired(string damage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Why}")]
    private partial void Waits(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Why}")]
    private partial void Stopped(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Why}")]
    private partial void GoesOn(string why);
}

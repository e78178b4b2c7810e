using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Data.Recordings.Collecting;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Recordings.Collecting;

/// <summary>
/// A collector on an offline Kraken, over HTTP and sockets on loopback, on a clock that is fast while the machine keeps
/// up, and slow on a busy one.
/// </summary>
internal sealed class CollectorSession : IAsyncDisposable
{
    private static readonly string[] Pairs = ["XBTUSD", "ETHUSD"];
    private const double Speed = 100;
    private const int Depth = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1); // of the exchange; ends a test that hangs
    private static readonly IVenue Venue = Venues.Find("kraken")!;

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();
    private readonly CapturedLog _said = new();
    private readonly LoggerFactory _logs;
    private readonly OfflineKraken _kraken;
    private readonly IExchange _exchange;
    private readonly List<CapturedMarket> _markets = [];
    private readonly TimeSpan _audits;
    private CancellationTokenSource _stop = new();
    private RecordingLog? _recording;
    private Task _running = Task.CompletedTask;
    private int _lives;

    private CollectorSession(OfflineKraken kraken, PacedTime time, TimeSpan audits)
    {
        (_kraken, Time, _audits) = (kraken, time, audits);
        _logs = new LoggerFactory([_said], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        Folder = new RecordingFolder(_here["recording"]);
        _exchange = Venue.Connect(
            new ExchangeOptions { At = kraken.RestAddress, StateDirectory = _here.Path, Speed = Speed },
            key: null,
            RealNetwork.With(time) with { Chance = () => 0.5 },
            NullLoggerFactory.Instance);
    }

    public PacedTime Time { get; }

    public RecordingFolder Folder { get; private set; }

    public Collector Collector { get; private set; } = null!;

    /// <summary>What the disk has left.</summary>
    public long FreeBytes { get; set; } = 1L << 40;

    /// <summary>What its log says.</summary>
    public IEnumerable<string> Said => _said.Lines;

    /// <summary>One whose books are not audited.</summary>
    /// <param name="rules">What goes wrong from the beginning.</param>
    public static Task<CollectorSession> StartAsync(params FaultRule[] rules) =>
        StartAsync(TimeSpan.FromDays(1), rules);

    /// <param name="audits">From one audit of a book to its next.</param>
    /// <param name="rules">What goes wrong from the beginning.</param>
    public static async Task<CollectorSession> StartAsync(TimeSpan audits, params FaultRule[] rules)
    {
        var time = new PacedTime(Speed);
        var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = time,
            History = TimeSpan.FromHours(1),
            Markets = [.. Pairs.Select(pair => Busy(MarketSetup.Synthetic(pair)))],
        });
        var session = new CollectorSession(kraken, time, audits);
        foreach (var pair in Pairs)
        {
            var listed = await session.ValueAsync(session._exchange.Market.FindAsync(pair, CancellationToken.None));
            var captured = session._exchange.Market.Captured(listed!.Instrument, Depth, hasTrades: true);
            session._markets.Add(captured with { CandleMinutes = 1 });
        }

        session.Break(rules);
        await session.BeginAsync();
        return session;
    }

    /// <summary>Lets things go wrong from now on.</summary>
    public void Break(params FaultRule[] rules) => _kraken.Use(new FaultScenario(1, rules));

    public void DropConnections() => _kraken.DropConnections();

    public CollectedPair Of(string pair) => Collector.Pairs.Single(collected => collected.Symbol == pair);

    /// <summary>The exchange's own record of its trades, ids rising.</summary>
    public IReadOnlyList<long> Tape(string pair) => [.. _kraken.Record().Tape[pair].Select(trade => trade.Id)];

    /// <summary>Candles made of that record here, by the minute.</summary>
    public IReadOnlyDictionary<long, TapeCandle> TapeCandles(string pair) => TapeCandle.Of(_kraken.Record().Tape[pair]);

    /// <summary>A pair's sealed candles of which there is something on the exchange's record, by the minute.</summary>
    public async Task<Dictionary<long, TapeCandle>> CandlesAsync(string pair)
    {
        var tape = TapeCandles(pair);
        var rows = await RowsAsync(
            pair,
            SegmentKind.Candles,
            info => new CandleBatch(info.PriceDecimals, info.QuantityDecimals),
            (rows, at) => (Begin: rows.BeginMicros.Values[at], Candle: TapeCandle.Of(rows, at)));
        return rows.Where(row => tape.ContainsKey(row.Begin)).ToDictionary(row => row.Begin, row => row.Candle);
    }

    /// <summary>How far the clock was from the exchange's, as it was sealed.</summary>
    public async Task<List<ClockNote>> ClockAsync(string pair) => await RowsAsync(
        pair, SegmentKind.Clock, _ => new ClockBatch(), (rows, at) =>
            new ClockNote(rows.OffsetMicros.Values[at], rows.UncertaintyMicros.Values[at]));

    /// <summary>What is left as a <c>kill -9</c> leaves it, and another process that takes it over later.</summary>
    /// <param name="dead">How long nobody collects.</param>
    public async Task KillAsync(TimeSpan dead)
    {
        var left = new RecordingFolder(_here[$"recording-{++_lives}"]);
        Copy(Folder.Root, left.Root);
        await EndAsync();
        Folder = left;
        var end = Time.GetUtcNow() + dead;
        await UntilAsync(() => Time.GetUtcNow() >= end);
        await BeginAsync();
    }

    /// <summary>Lets time pass until something has come about.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var end = Time.GetUtcNow() + Patience;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1)); // says only how long the test takes
        while (!isSo())
        {
            (Time.GetUtcNow() < end).Should().BeTrue(
                "what a test waits for comes within the hour; the log ends with\n{0}",
                string.Join('\n', Said.TakeLast(20)));
            await pace.WaitForNextTickAsync();
            if (_running.IsFaulted)
                await _running;
        }
    }

    /// <summary>Lets so many more trades and book messages of each pair come.</summary>
    public Task MoreAsync(int count)
    {
        var before = Collector.Pairs.ToDictionary(pair => pair.Symbol, pair => (pair.TradeCount, pair.BookMessages));
        return UntilAsync(() => Collector.Pairs.All(pair =>
            pair.TradeCount >= before[pair.Symbol].TradeCount + count
            && pair.BookMessages >= before[pair.Symbol].BookMessages + count));
    }

    /// <summary>Ends the collecting, and seals all hours.</summary>
    public async Task<VerifyReport> SealAsync()
    {
        await EndAsync();
        var sealer = new Sealer(
            Folder,
            new Dictionary<string, IMessageDecoder> { [Venue.Name] = Venue.CreateDecoder()! },
            new SealOptions { ChecksumEvery = 1 });
        foreach (var hour in Folder.LogHours())
            (await sealer.SealAsync(hour, CancellationToken.None)).UnknownPairs.Should().BeEmpty();
        return await new RecordingVerifier(Folder).RunAsync(CancellationToken.None);
    }

    /// <summary>The ids of a pair's sealed trades, in the order of the files.</summary>
    public async Task<List<long>> TradesAsync(string pair) => await RowsAsync(
        pair, SegmentKind.Trades, info => new TradeBatch(info.PriceDecimals, info.QuantityDecimals), (rows, at) =>
            rows.Id.Values[at]);

    /// <summary>All but the one that goes on, because a test has ended the collecting.</summary>
    public async Task<List<GapRow>> GapsAsync(string pair)
    {
        var gaps = await RowsAsync(pair, SegmentKind.Gaps, _ => new GapBatch(), (rows, at) => rows.Row(at));
        return gaps.FindAll(gap => gap.ToReceivedMicros is not null || gap.Reason != "connection lost: stopped");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _exchange.DisposeAsync();
        await _kraken.DisposeAsync();
        Time.Dispose();
        _logs.Dispose();
        _stop.Dispose();
        _here.Dispose();
    }

    private async Task BeginAsync()
    {
        _recording = RecordingLog.Open(Folder, new RecordingLogOptions(Time, _ => { })
        {
            LastSequence = Manifest.Read(Folder).LastSequence,
            FreeBytes = () => FreeBytes,
        });
        var stored = await RecordedTrades.ReadAsync(
            Folder, Venue.Name, Venue.CreateDecoder()!, _ => { }, CancellationToken.None);
        Collector = new Collector(
            Venue.Name,
            _exchange.Market,
            _markets,
            _recording,
            pair => stored.GetValueOrDefault(pair) ?? [],
            Time,
            _logs,
            _audits);
        _stop = new CancellationTokenSource();
        _running = Collector.RunAsync(_stop.Token);
        await UntilAsync(() => Collector.Pairs.All(pair => pair.BookMessages > 0 && pair.TradeCount > 0));
    }

    /// <summary>Ends the collecting.</summary>
    public async Task EndAsync()
    {
        if (_recording is null)
            return;
        await _stop.CancelAsync();
        await UntilAsync(() => _running.IsCompleted);
        await _running;
        _recording.Dispose();
        _recording = null;
    }

    private async Task<T> ValueAsync<T>(Task<Answer<T>> call)
    {
        await UntilAsync(() => call.IsCompleted);
        var answer = await call;
        return answer.Should().BeOfType<Answer<T>.Success>(AnswerText.Of(answer)).Subject.Value;
    }

    private async Task<List<T>> RowsAsync<T, TBatch>(
        string pair, SegmentKind kind, Func<SegmentInfo, TBatch> batchOf, Func<TBatch, int, T> rowOf)
        where TBatch : RowBatch
    {
        var found = new List<T>();
        var names = Manifest.Read(Folder).Segments.Select(segment => segment.Name);
        foreach (var name in names.Where(name => name.Kind == kind && name.Symbol == pair))
        {
            await foreach (var batch in SegmentReader.GroupsAsync(Folder.In(name.Path), batchOf))
                found.AddRange(Enumerable.Range(0, batch.Count).Select(at => rowOf(batch, at)));
        }

        return found;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetFileName(file) != "recording.lock") // held by the one that is killed
                File.Copy(file, copy);
        }
    }

    /// <summary>A trade every two seconds, so that no test waits for one.</summary>
    private static MarketSetup Busy(MarketSetup market) => market with { Candles = new BusyCandles(market.Candles) };

    private sealed class BusyCandles(ICandleSource calm) : ICandleSource
    {
        public ReadOnlyMemory<Candle> Next() => calm.Next().ToArray().Select(candle => new Candle(
            candle.OpenSeconds, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, tradeCount: 30))
            .ToArray();
    }
}

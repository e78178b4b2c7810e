using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// Writes what an exchange sends about many pairs to the log of a recording, as it comes; notes what interrupts it, and
/// fetches the trades that did not come.
/// </summary>
internal sealed partial class Collector : ICaptureListener
{
    private static readonly TimeSpan FetchInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly IMarketCapture _capture;
    private readonly TimeProvider _time;
    private readonly HoleFetcher _fetcher;
    private readonly BookAudits _audits;
    private readonly ClockRecords _clock;
    private readonly ILogger<Collector> _log;
    private readonly List<ConnectionLog> _logs = [];
    private readonly List<RecordingHour> _hours = [];
    private readonly List<bool> _isWritten = [];
    private readonly Dictionary<string, CollectedPair> _pairs = [];
    private readonly string _exchange;
    private CancellationToken _ending;

    /// <param name="exchange">The venue's name.</param>
    /// <param name="market">Where it comes from; its pairs have been looked up.</param>
    /// <param name="markets">What is recorded.</param>
    /// <param name="recording">Where it goes.</param>
    /// <param name="stored">Of a pair: the trades that the recording has already, rising in id.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">For changes of state.</param>
    /// <param name="auditInterval">From one audit of a book to its next.</param>
    public Collector(
        string exchange,
        IMarketData market,
        IReadOnlyList<CapturedMarket> markets,
        RecordingLog recording,
        Func<string, IEnumerable<TradeMark>> stored,
        TimeProvider time,
        ILoggerFactory logs,
        TimeSpan auditInterval)
    {
        (_exchange, _time) = (exchange, time);
        _log = logs.CreateLogger<Collector>();
        _fetcher = new HoleFetcher(market, time, logs.CreateLogger<HoleFetcher>());
        _capture = market.Capture(markets, this);
        for (var i = 0; i < _capture.Connections.Count; i++)
        {
            var connection = recording.Connect((ushort)i);
            _logs.Add(connection);
            _hours.Add(recording.OpenHour);
            _isWritten.Add(true);
            foreach (var captured in _capture.MarketsOf(i))
            {
                connection.Describe(Described(captured));
                var symbol = captured.Instrument.Symbol;
                _pairs.Add(symbol, new CollectedPair(captured, connection, new TradeContinuity(stored(symbol))));
            }
        }

        _audits = new BookAudits(_capture, _pairs.Values, auditInterval, time, logs.CreateLogger<BookAudits>());
        _clock = new ClockRecords(market, _logs, time, logs.CreateLogger<ClockRecords>());
    }

    /// <summary>From one audit of a book to its next, unless a test is in a hurry.</summary>
    public static TimeSpan UsualAuditInterval { get; } = TimeSpan.FromMinutes(20);

    /// <summary>What is collected.</summary>
    public IReadOnlyCollection<CollectedPair> Pairs => _pairs.Values;

    /// <summary>What has to be added to our clock to have the exchange's; null: not known yet.</summary>
    public TimeSpan? ClockOffset => _clock.Offset;

    /// <summary>How the connections are. May be read by any thread.</summary>
    public IMarketCapture Capture => _capture;

    /// <summary>Collects until cancelled, refused for good, or until the disk fails.</summary>
    /// <exception cref="RecordingException">The disk failed.</exception>
    public Task RunAsync(CancellationToken cancellation) =>
        JointTasks.UntilOneEndsAsync(
            cancellation, CaptureAsync, FetchAsync, _audits.RunAsync, _clock.RunAsync);

    public void Connected(int connection)
    {
        Write(connection, FrameType.Connected, default);
    }

    public void Disconnected(int connection, string reason)
    {
        // Whatever was under way fails in words of its own when the program stops.
        var isEnding = _ending.IsCancellationRequested;
        Write(connection, FrameType.Closed, System.Text.Encoding.UTF8.GetBytes(isEnding ? "stopped" : reason));
        if (isEnding)
            return;
        foreach (var captured in _capture.MarketsOf(connection))
            _pairs[captured.Instrument.Symbol].CountGap();
        IsDown(connection + 1, reason);
    }

    public void Received(int connection, ReadOnlyMemory<byte> message)
    {
        var now = Receipt.Now(_time);
        if (RecordingHour.Of(now.WallMicros) > _hours[connection])
            BeginHour(connection, now);
        var wasWritten = _isWritten[connection];
        _isWritten[connection] = _logs[connection].Append(FrameType.Message, now, message);
        if (_isWritten[connection] && !wasWritten)
            RenewBooks(connection);
    }

    public void BookChanged(int connection, Instrument instrument, CapturedBook state, DateTime stamp)
    {
        var pair = _pairs[instrument.Symbol];
        pair.CountBook();
        pair.Stamped(stamp, _time.GetUtcNow().UtcDateTime);
        if (state == CapturedBook.Mismatch)
            pair.CountGap();
    }

    public void Traded(int connection, Instrument instrument, ReadOnlySpan<Trade> trades)
    {
        if (!_isWritten[connection])
            return; // they will be missing, and be fetched
        var pair = _pairs[instrument.Symbol];
        pair.CountTrades(trades.Length);
        if (trades.Length > 0)
            pair.Stamped(trades[^1].Time, _time.GetUtcNow().UtcDateTime);
        if (pair.Trades.Take(trades))
        {
            pair.CountGap();
            AreMissing(pair.Symbol, pair.Trades.Oldest?.Count ?? 0);
        }
    }

    public void CandlesChanged(int connection, Instrument instrument) =>
        _pairs[instrument.Symbol].CountCandles();

    public void Refused(int connection, Instrument instrument, CapturedPart what, string reason)
    {
        _pairs[instrument.Symbol].CountGap();
        var gap = new GapRow(KindOf(what), $"refused: {reason}")
        {
            FromReceivedMicros = Receipt.Now(_time).WallMicros,
        };
        Write(connection, FrameType.Gap, NoteJson.Bytes(new GapNote(gap) { Pair = instrument.Symbol }));
    }

    public void NotUnderstood(int connection, string reason)
    {
        IsNotUnderstood(connection + 1, reason);
        RenewBooks(connection);
    }

    private static string KindOf(CapturedPart what) => what switch
    {
        CapturedPart.Book => GapRow.Book,
        CapturedPart.Trades => GapRow.Trades,
        CapturedPart.Candles => GapRow.Candles,
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private Task CaptureAsync(CancellationToken cancellation)
    {
        _ending = cancellation;
        return _capture.RunAsync(cancellation);
    }

    private RecordedPair Described(CapturedMarket captured) => Described(_exchange, captured);

    /// <summary>How a market is described in the log.</summary>
    internal static RecordedPair Described(string exchange, CapturedMarket captured) => new(
        exchange,
        captured.Instrument.Symbol,
        captured.Instrument.PriceDecimals,
        captured.Instrument.VolumeDecimals,
        captured.BookDepth)
    {
        Market = captured.Name,
        CandleMinutes = captured.CandleMinutes,
    };

    /// <summary>What the books are at the border: what is rebuilt of the log is held against them.</summary>
    private void BeginHour(int connection, Receipt now)
    {
        _hours[connection] = RecordingHour.Of(now.WallMicros);
        foreach (var captured in _capture.MarketsOf(connection))
        {
            var digest = "";
            if (_capture.TryShowBook(captured.Instrument, book => digest = BookDigest.Of(book)))
                _logs[connection].Append(
                    FrameType.Digest, now, NoteJson.Bytes(new DigestNote(captured.Instrument.Symbol, digest)));
        }
    }

    /// <summary>A message is missing in the log: no book of it can be rebuilt until its next snapshot.</summary>
    private void RenewBooks(int connection)
    {
        foreach (var market in _capture.MarketsOf(connection))
            _capture.RenewBook(market.Instrument);
    }

    private void Write(int connection, FrameType type, ReadOnlyMemory<byte> payload) =>
        _logs[connection].Append(type, Receipt.Now(_time), payload);

    private async Task FetchAsync(CancellationToken cancellation)
    {
        var waitsUntil = new Dictionary<string, long>();
        using var timer = new PeriodicTimer(FetchInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                foreach (var pair in _pairs.Values.Where(pair => pair.Trades.Oldest is not null))
                {
                    var now = _time.GetTimestamp();
                    if (waitsUntil.TryGetValue(pair.Symbol, out var until) && now < until)
                        continue;
                    if (!await _fetcher.TryFetchAsync(pair, cancellation).ConfigureAwait(false))
                        waitsUntil[pair.Symbol] = now + (long)(RetryPause.TotalSeconds * _time.TimestampFrequency);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "connection {Number} lost: {Reason}; a gap until it is back")]
    private partial void IsDown(int number, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Pair}: {Count} trades are missing and will be fetched")]
    private partial void AreMissing(string pair, long count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "connection {Number}: a message is not understood ({Reason}); it is recorded as it came")]
    private partial void IsNotUnderstood(int number, string reason);
}

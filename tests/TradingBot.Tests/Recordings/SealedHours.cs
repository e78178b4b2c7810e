using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Recordings;

/// <summary>
/// A recording of the <see cref="TestDecoder"/>'s exchange, whose hours are sealed when a test says so.
/// </summary>
internal sealed class SealedHours : IDisposable
{
    public const ushort Connection = 7;

    private RecordedPair _pair;

    /// <param name="pair">What is recorded; null: <see cref="TestLog.Pair"/>.</param>
    public SealedHours(RecordedPair? pair = null)
    {
        _pair = pair ?? TestLog.Pair;
        Log = Test.Open();
        Main = Log.Connect(Connection);
        Main.Describe(_pair);
    }

    public TestLog Test { get; } = new();

    public RecordingLog Log { get; private set; }

    public ConnectionLog Main { get; private set; }

    public RecordingFolder Folder => Test.Folder;

    /// <summary>Messages of the main connection, a millisecond apart.</summary>
    public void Say(params IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            Test.Time.Advance(TimeSpan.FromMilliseconds(1));
            Test.Say(Main, message).Should().BeTrue();
        }
    }

    /// <summary>Time in which nothing happens and the connection is heard of.</summary>
    public void Listen(TimeSpan time)
    {
        var end = Test.Time.GetUtcNow() + time;
        while (Test.Time.GetUtcNow() < end)
        {
            Test.Time.Advance(TimeSpan.FromSeconds(5));
            Test.Say(Main, "heartbeat").Should().BeTrue();
        }
    }

    public void Note(FrameType type, byte[] payload) => Main.Append(type, Test.Now, payload);

    /// <summary>The recorder's own book, as it is now.</summary>
    public void Digest(TestMarket market, string symbol = "XBTUSD") =>
        Note(FrameType.Digest, NoteJson.Bytes(new DigestNote(symbol, BookDigest.Of(market.Held))));

    /// <summary>Ends the process, and begins another.</summary>
    /// <param name="between">Is given the file of the log.</param>
    /// <param name="pair">What is recorded from now on; null: the same.</param>
    public void Restart(Action<string>? between = null, RecordedPair? pair = null)
    {
        _pair = pair ?? _pair;
        Log.Dispose();
        between?.Invoke(Folder.LogOf(Test.Hour, Connection));
        Log = Test.Open();
        Main = Log.Connect(Connection);
        Main.Describe(_pair);
    }

    /// <summary>Lets the hour pass and seals what is over.</summary>
    public SealResult Seal(SealOptions? options = null)
    {
        Test.Time.Advance(TimeSpan.FromHours(1));
        SealResult? result = null;
        foreach (var hour in Log.ClosedHours())
            result = SealHour(Folder, hour, options, _pair.Exchange);
        return result!;
    }

    public static SealResult SealHour(
        RecordingFolder folder, RecordingHour hour, SealOptions? options = null, string? exchange = null)
    {
        var decoders = new Dictionary<string, IMessageDecoder>
        {
            [exchange ?? TestLog.Pair.Exchange] = new TestDecoder(),
        };
        return new Sealer(folder, decoders, options).SealAsync(hour, CancellationToken.None).GetAwaiter().GetResult();
    }

    public VerifyReport Verify() =>
        new RecordingVerifier(Folder).RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    public SegmentName Name(SegmentKind kind, int hoursAgo = 1, string symbol = "XBTUSD") =>
        new("test", symbol, kind, new RecordingHour(Test.Hour.Number - hoursAgo));

    public (SegmentInfo Info, ChangeBatch Rows) Changes(int hoursAgo = 1, string symbol = "XBTUSD") =>
        Segment(
            Name(SegmentKind.Changes, hoursAgo, symbol),
            info => new ChangeBatch(info.PriceDecimals, info.QuantityDecimals));

    public TradeBatch Trades(int hoursAgo = 1) =>
        Segment(
            Name(SegmentKind.Trades, hoursAgo),
            info => new TradeBatch(info.PriceDecimals, info.QuantityDecimals)).Rows;

    public SnapshotBatch Snapshots(int hoursAgo = 1) => Segment(
        Name(SegmentKind.Snapshots, hoursAgo),
        info => new SnapshotBatch(info.PriceDecimals, info.QuantityDecimals)).Rows;

    public MinuteBatch Minutes(int hoursAgo = 1) =>
        Segment(Name(SegmentKind.Minutes, hoursAgo), info => new MinuteBatch(info.PriceDecimals)).Rows;

    public CandleBatch Candles(int hoursAgo = 1) =>
        Segment(
            Name(SegmentKind.Candles, hoursAgo),
            info => new CandleBatch(info.PriceDecimals, info.QuantityDecimals)).Rows;

    /// <summary>None, where there is no segment of them.</summary>
    public List<GapRow> Gaps(int hoursAgo = 1)
    {
        var name = Name(SegmentKind.Gaps, hoursAgo);
        if (Manifest.Read(Folder).Find(name) is null)
            return [];
        var batch = Segment(name, _ => new GapBatch()).Rows;
        return [.. Enumerable.Range(0, batch.Count).Select(batch.Row)];
    }

    /// <summary>The first row group of a segment.</summary>
    public (SegmentInfo Info, T Rows) Segment<T>(SegmentName name, Func<SegmentInfo, T> batchOf)
        where T : RowBatch
    {
        return Read().GetAwaiter().GetResult();

        async Task<(SegmentInfo Info, T Rows)> Read()
        {
            await using var reader = await SegmentReader.OpenAsync(Folder.In(name.Path));
            var batch = batchOf(reader.Info);
            if (reader.Groups > 0)
                await reader.ReadAsync(0, batch);
            return (reader.Info, batch);
        }
    }

    public void Dispose()
    {
        Log.Dispose();
        Test.Dispose();
    }
}

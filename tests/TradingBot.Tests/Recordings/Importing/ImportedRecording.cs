using System.IO.Compression;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Recordings.Importing;

/// <summary>A recording that a test imports into by the command, and what is sealed of it.</summary>
internal sealed class ImportedRecording : IDisposable
{
    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    public string Directory => _here["recording"];

    public RecordingFolder Folder => new(Directory);

    /// <summary>Of all that is there, in its order.</summary>
    public IReadOnlyList<SegmentName> Segments =>
        [.. Manifest.Read(Folder).Segments.Select(segment => segment.Name)];

    /// <summary>The directory's files but for the lock, with their content.</summary>
    public Dictionary<string, string> Files() => System.IO.Directory.Exists(Directory)
        ? System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("recording.lock", StringComparison.Ordinal))
            .ToDictionary(
                file => Path.GetRelativePath(Directory, file), file => Convert.ToHexString(File.ReadAllBytes(file)))
        : [];

    public string Write(string name, params IEnumerable<string> lines) =>
        _here.Write(name, string.Concat(lines.Select(line => line + "\n")));

    public string WriteGzip(string name, params IEnumerable<string> lines)
    {
        using var file = new StreamWriter(new GZipStream(File.Create(_here[name]), CompressionLevel.Fastest));
        foreach (var line in lines)
            file.Write(line + "\n");
        return _here[name];
    }

    /// <param name="arguments">Format, files, exchange and pair.</param>
    /// <param name="stop">Cancelled: Ctrl-C.</param>
    public Shell.Outcome Import(string arguments, CancellationToken stop = default) =>
        Shell.Run($"recordings import {arguments} --data {Directory}", stop);

    /// <summary>Imports Binance's messages of BTCUSDT, which has to succeed.</summary>
    public void ImportFrames(params IEnumerable<string> lines) =>
        Import($"binance-frames {Write("frames.txt", lines)} -x binance -c BTCUSDT").Errors.Should().BeEmpty();

    /// <summary>Imports whole books of XBTUSD, which has to succeed.</summary>
    public void ImportBooks(params IEnumerable<string> lines) =>
        Import($"book-snapshots {Write("books.jsonl", lines)} -x bitstamp -c XBTUSD").Errors.Should().BeEmpty();

    public VerifyReport Verify() =>
        new RecordingVerifier(Folder).RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>All row groups of all segments of a kind, each with the hour's facts.</summary>
    public IEnumerable<(SegmentInfo Info, T Rows)> Rows<T>(SegmentKind kind, Func<SegmentInfo, T> batchOf)
        where T : RowBatch
    {
        foreach (var name in Segments.Where(name => name.Kind == kind))
        {
            var reader = SegmentReader.OpenAsync(Folder.In(name.Path)).GetAwaiter().GetResult();
            for (var group = 0; group < reader.Groups; group++)
            {
                var batch = batchOf(reader.Info);
                reader.ReadAsync(group, batch).GetAwaiter().GetResult();
                yield return (reader.Info, batch);
            }

            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public List<GapRow> Gaps() =>
    [
        .. Rows(SegmentKind.Gaps, _ => new GapBatch())
            .SelectMany(part => Enumerable.Range(0, part.Rows.Count).Select(part.Rows.Row)),
    ];

    /// <summary>The ids of the trades, in their order.</summary>
    public List<long> Trades() =>
    [
        .. Rows(SegmentKind.Trades, info => new TradeBatch(info.PriceDecimals, info.QuantityDecimals))
            .SelectMany(part => part.Rows.Id.Values[..part.Rows.Count]),
    ];

    /// <summary>The changes: message, side, price and quantity.</summary>
    public List<(long Message, char Side, decimal Price, decimal Quantity)> Changes() =>
    [
        .. Rows(SegmentKind.Changes, info => new ChangeBatch(info.PriceDecimals, info.QuantityDecimals))
            .SelectMany(part => Enumerable.Range(0, part.Rows.Count).Select(row => (
                part.Rows.Message.Values[row],
                part.Rows.IsBid.Values[row] ? 'b' : 'a',
                part.Rows.Price[row],
                part.Rows.Quantity[row]))),
    ];

    /// <summary>The book after each message, rebuilt from the segments; valid until the next.</summary>
    public IEnumerable<BookState> States()
    {
        foreach (var (snapshots, changes) in HoursOfBooks())
        {
            OrderBook? book = null;
            foreach (var (info, rows) in changes)
            {
                book ??= BookReplay.NewBook(info);
                for (var row = 0; row < rows.Count;)
                {
                    var (message, end) = (rows.Message.Values[row], row + 1);
                    while (end < rows.Count && rows.Message.Values[end] == message)
                        end++;
                    foreach (var state in Loaded(snapshots, message, book))
                        yield return state;
                    BookReplay.Apply(book, rows, row, end);
                    yield return new BookState(rows.ReceivedMicros.Values[row], rows.LastId[row], book);
                    row = end;
                }
            }

            foreach (var state in Loaded(snapshots, long.MaxValue, book ?? new OrderBook(int.MaxValue)))
                yield return state;
        }
    }

    public void Dispose() => _here.Dispose();

    private IEnumerable<(Queue<StoredSnapshot> Snapshots, List<(SegmentInfo Info, ChangeBatch Rows)> Changes)>
        HoursOfBooks()
    {
        foreach (var name in Segments.Where(name => name.Kind == SegmentKind.Changes))
        {
            var snapshots = StoredSnapshot
                .ReadAsync(Folder.In((name with { Kind = SegmentKind.Snapshots }).Path)).GetAwaiter().GetResult();
            var changes = new List<(SegmentInfo, ChangeBatch)>();
            var reader = SegmentReader.OpenAsync(Folder.In(name.Path)).GetAwaiter().GetResult();
            for (var group = 0; group < reader.Groups; group++)
            {
                var batch = new ChangeBatch(reader.Info.PriceDecimals, reader.Info.QuantityDecimals);
                reader.ReadAsync(group, batch).GetAwaiter().GetResult();
                changes.Add((reader.Info, batch));
            }

            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            yield return (new Queue<StoredSnapshot>(snapshots), changes);
        }
    }

    /// <summary>Snapshots before a message; those at the beginning of an hour are no message.</summary>
    private static IEnumerable<BookState> Loaded(Queue<StoredSnapshot> snapshots, long message, OrderBook book)
    {
        while (snapshots.TryPeek(out var snapshot) && snapshot.Message < message)
        {
            snapshots.Dequeue().Load(book);
            if (snapshot.Reason != SnapshotReason.Hour)
                yield return new BookState(snapshot.ReceivedMicros, LastId: null, book);
        }
    }
}

/// <summary>A book after a message.</summary>
internal readonly record struct BookState(long ReceivedMicros, long? LastId, OrderBook Book);

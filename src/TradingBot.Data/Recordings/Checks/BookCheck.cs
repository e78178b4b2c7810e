using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Checks;

/// <summary>
/// Rebuilds the book of one pair, hour after hour, and compares it with all that is stored of it: the exchange's
/// checksums, the recorder's digests, the snapshots at the beginnings of hours.
/// </summary>
internal sealed class BookCheck(RecordingFolder folder, VerifyReport report)
{
    private OrderBook? _book;
    private SegmentInfo? _info;
    private SegmentName _name;
    private bool _isKnown;
    private long _message;
    private Queue<StoredSnapshot> _snapshots = new();
    private Queue<(long Message, string Digest)> _digests = new();

    /// <summary>The next hour of the pair.</summary>
    /// <param name="changes">Its changes.</param>
    /// <exception cref="RecordingException">A segment cannot be read.</exception>
    public async Task TakeAsync(SegmentName changes)
    {
        _name = changes;
        var snapshots = changes with { Kind = SegmentKind.Snapshots };
        _snapshots = new(await StoredSnapshot.ReadAsync(folder.In(snapshots.Path)).ConfigureAwait(false));
        var reader = await SegmentReader.OpenAsync(folder.In(changes.Path)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            Begin(reader.Info);
            var batch = new ChangeBatch(reader.Info.PriceDecimals, reader.Info.QuantityDecimals);
            for (var group = 0; group < reader.Groups; group++)
            {
                await reader.ReadAsync(group, batch).ConfigureAwait(false);
                Take(batch);
            }

            TakeStoredBefore(long.MaxValue);
            if (_message != reader.Info.LastMessage)
                Report($"its last message is {_message}, not {reader.Info.LastMessage}");
            _isKnown = reader.Info.IsBookKnownAtEnd;
        }
    }

    private void Begin(SegmentInfo info)
    {
        _digests = new(info.Digests);
        var isAsBefore = _info is { } before
            && (before.PriceDecimals, before.QuantityDecimals, before.Depth)
            == (info.PriceDecimals, info.QuantityDecimals, info.Depth);
        if (!isAsBefore)
        {
            var book = BookReplay.NewBook(info);
            if (_book is not null && _info?.Depth == info.Depth)
                Copy(_book, book);
            else
                _isKnown = false;
            _book = book;
        }

        _info = info;
    }

    private static void Copy(OrderBook from, OrderBook to)
    {
        foreach (var level in from.Bids)
            to.Set(Side.Buy, level);
        foreach (var level in from.Asks)
            to.Set(Side.Sell, level);
    }

    private void Take(ChangeBatch batch)
    {
        for (var row = 0; row < batch.Count;)
        {
            var (message, end) = (batch.Message.Values[row], row + 1);
            while (end < batch.Count && batch.Message.Values[end] == message)
                end++;
            TakeStoredBefore(message);
            if (message <= _message)
                Report($"message {message} stands behind message {_message}");
            if (!_isKnown)
                Report($"message {message} changes a book that is not known");
            BookReplay.Apply(_book!, batch, row, end);
            _message = message;
            if (batch.Checksum[end - 1] is { } checksum)
                Compare(message, checksum);
            row = end;
        }
    }

    private void Compare(long message, long checksum)
    {
        report.Checksums++;
        if (_book!.Checksum() != checksum)
            Report($"the book after message {message} does not have the exchange's checksum");
    }

    private void TakeStoredBefore(long message)
    {
        while (true)
        {
            var digest = _digests.TryPeek(out var next) ? next.Message : long.MaxValue;
            if (_snapshots.TryPeek(out var snapshot) && snapshot.Message < message && snapshot.Message <= digest)
                Take(_snapshots.Dequeue());
            else if (digest < message)
                Compare(_digests.Dequeue());
            else
                break;
        }
    }

    private void Take(StoredSnapshot snapshot)
    {
        if (snapshot.Reason == SnapshotReason.Hour && _isKnown)
        {
            report.Joins++;
            if (!snapshot.IsSame(_book!))
                Report("its first snapshot is not the book at the end of the hour before");
        }

        snapshot.Load(_book!);
        (_isKnown, _message) = (true, snapshot.Message);
    }

    private void Compare((long Message, string Digest) recorded)
    {
        report.Digests++;
        if (BookDigest.Of(_book!) != recorded.Digest)
            Report($"the book after message {recorded.Message} is not the one that the recorder held");
    }

    private void Report(string what) => report.Add(_name.Path, what);
}

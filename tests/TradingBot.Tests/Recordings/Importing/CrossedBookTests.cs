using TradingBot.Data.Recordings.Importing;
using TradingBot.Data.Recordings.Sealing;
using static TradingBot.Tests.Recordings.Importing.ReceivedLines;

namespace TradingBot.Tests.Recordings.Importing;

/// <summary>A bid that is not below the lowest ask: no market was ever so, and what others recorded may be.</summary>
public sealed class CrossedBookTests : IDisposable
{
    private const string Hour = "2024-08-08T12 to 2024-08-08T12";

    private readonly ImportedRecording _recording = new();

    [Fact]
    public void Whole_books_that_are_crossed_are_counted_and_kept()
    {
        var file = _recording.Write(
            "books.jsonl",
            Book(1, """["100","1"]""", """["101","1"]"""),
            Book(2, """["101","1"]""", """["101","1"]"""),
            Book(3, """["102","1"]""", """["101","1"]"""),
            Book(4, """["100","1"]""", """["101","1"]"""),
            Book(5, """["102","1"]""", ""));

        _recording.Import($"book-snapshots {file} -x bitstamp -c XBTUSD").Output.Should().Be(
            $"bitstamp:XBTUSD: 5 messages, 5 of the book, 0 trades, {Hour}; "
            + "2 left the book crossed, a bid not below the lowest ask, and are kept as received\n");
        _recording.States().Should().HaveCount(5);
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_snapshot_and_changes_are_counted_while_the_book_is_known()
    {
        var file = _recording.Write(
            "frames.txt",
            Snapshot(1, lastId: 10, bid: "102.00"),
            Depth(2, 11, 11, """["102.00","0"]"""),
            Depth(3, 15, 15, """["103.00","1"]"""), // ids are missing before it
            Trade(4, 7));

        _recording.Import($"binance-frames {file} -x binance -c BTCUSDT").Output.Should().Be(
            $"binance:BTCUSDT: 4 messages, 3 of the book, 1 trades, {Hour}; "
            + "1 left the book crossed, a bid not below the lowest ask, and is kept as received\n");
    }

    [Fact]
    public async Task An_import_that_goes_on_after_a_kill_counts_what_it_seals()
    {
        var file = _recording.Write("frames.txt", Snapshot(1, lastId: 10, bid: "102.00"), Trade(2, 7));
        var request = new ImportRequest(LineFormat.Find("binance-frames")!, [file], "binance", "BTCUSDT", "BTCUSDT");
        var killed = new ImportOptions { Sealing = new SealOptions { Reached = _ => throw new KilledException() } };
        var import = new RecordingImport(_recording.Directory, TimeProvider.System, killed);
        await FluentActions.Awaiting(() => import.RunAsync(request, CancellationToken.None))
            .Should().ThrowAsync<KilledException>();

        _recording.Import($"binance-frames {file} -x binance -c BTCUSDT").Output.Should().Contain(
            "; an earlier run had begun it; 1 left the book crossed");
    }

    [Fact]
    public void A_book_that_never_was_is_not_spoken_of()
    {
        var file = _recording.Write("frames.txt", Snapshot(1, lastId: 10), Trade(2, 7));

        _recording.Import($"binance-frames {file} -x binance -c BTCUSDT").Output.Should().Be(
            $"binance:BTCUSDT: 2 messages, 1 of the book, 1 trades, {Hour}\n");
    }

    public void Dispose() => _recording.Dispose();

    private sealed class KilledException : Exception;
}

using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Importing;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Tests.Kraken;
using static TradingBot.Tests.Recordings.Importing.ReceivedLines;

namespace TradingBot.Tests.Recordings.Importing;

/// <summary>What ends an import on its way leaves nothing, or something that the same command completes.</summary>
public sealed class ImportResumeTests : IDisposable
{
    private const double Hour = 3600;

    private static readonly string[] Lines =
    [
        Snapshot(1, lastId: 10), Trade(2, 7), Depth(3, 11, 12, """["99.00","1"]"""),
        Depth(Hour, 13, 14, """["98.00","1"]"""), Trade(Hour + 1, 8),
    ];

    private readonly ImportedRecording _recording = new();

    [Fact]
    public void After_a_kill_at_any_step_the_same_command_leads_to_the_same_recording()
    {
        using var whole = new ImportedRecording();
        Run(whole, new ImportOptions());
        var expected = whole.Files();
        for (var kill = 1; ; kill++)
        {
            using var killed = new ImportedRecording();
            var left = kill;
            var isKilled = TryRun(killed, new ImportOptions
            {
                Reached = _ => Step(),
                Sealing = new SealOptions { Reached = _ => Step() },
            });
            if (!isKilled)
            {
                kill.Should().BeGreaterThan(20, "there were steps");
                break;
            }

            Run(killed, new ImportOptions()).WasPending.Should().Be(kill > 1);

            killed.Files().Should().Equal(expected, $"the kill was at step {kill}");
            void Step()
            {
                if (--left == 0)
                    throw new KilledException();
            }
        }
    }

    [Fact]
    public void What_a_kill_left_before_all_was_written_is_thrown_away()
    {
        var partial = Path.Combine(_recording.Directory, "import.partial/log/2024-08-08T12");
        Directory.CreateDirectory(partial);
        File.WriteAllText(_recording.Folder.Lock, "");
        File.WriteAllText(Path.Combine(partial, "00000.frames"), "half a frame");

        Run(_recording, new ImportOptions());

        _recording.Verify().Should().BeEquivalentTo(new { Findings = Array.Empty<string>(), Trades = 2L });
        Directory.EnumerateDirectories(_recording.Directory, "import*").Should().BeEmpty();
    }

    [Fact]
    public void An_import_that_waits_is_completed_before_another_begins()
    {
        var killed = new SealOptions { Reached = _ => throw new KilledException() };
        TryRun(_recording, new ImportOptions { Sealing = killed }).Should().BeTrue();

        _recording.ImportFrames(Depth(2 * Hour, 15, 16, """["97.00","1"]"""), Trade(2 * Hour, 9));

        _recording.Trades().Should().Equal(7, 8, 9);
        _recording.Gaps().Should().BeEmpty();
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_disk_without_room_is_one_line_and_leaves_nothing()
    {
        var import = () => Run(_recording, new ImportOptions { FreeBytes = () => 100 << 20 });

        import.Should().Throw<RecordingException>().WithMessage(
            "*import.partial: 100 MiB are free, less than the reserve of 512 MiB; nothing was imported");
        _recording.Files().Should().BeEmpty();
        Directory.EnumerateDirectories(_recording.Directory).Should().BeEmpty();
    }

    [Fact]
    public void A_disk_that_fails_while_an_hour_is_sealed_is_one_line_and_the_import_goes_on_later()
    {
        var import = () => Run(_recording, new ImportOptions
        {
            Sealing = new SealOptions { Reached = _ => throw new IOException("No space left on device") },
        });

        import.Should().Throw<RecordingException>().WithMessage(
            "*: 2024-08-08T12 cannot be sealed: No space left on device; the same command goes on from there");
        Run(_recording, new ImportOptions()).WasPending.Should().BeTrue();
        _recording.Trades().Should().Equal(7, 8);
    }

    [Fact]
    public void Interrupted_while_it_reads_an_import_leaves_nothing()
    {
        var file = _recording.Write("frames.txt", Lines);

        var run = _recording.Import($"binance-frames {file} -x binance -c BTCUSDT", new CancellationToken(true));

        (run.ExitCode, run.Output, run.Errors).Should().Be((130, "", "interrupted; nothing was imported\n"));
        Directory.Exists(_recording.Directory).Should().BeFalse();
    }

    [Fact]
    public void Interrupted_while_it_seals_an_import_goes_on_when_the_same_command_is_run()
    {
        using var stop = new CancellationTokenSource();
        var import = Import(_recording, new ImportOptions { Reached = _ => stop.Cancel() });

        var run = () => import.RunAsync(Request(_recording), stop.Token).GetAwaiter().GetResult();

        run.Should().Throw<OperationCanceledException>();
        import.IsPending.Should().BeTrue();
        var file = _recording.Write("frames.txt", Lines);
        var again = _recording.Import($"binance-frames {file} -x binance -c BTCUSDT");
        again.Output.Should().Be(
            "binance:BTCUSDT: 5 messages, 3 of the book, 2 trades, 2024-08-08T12 to 2024-08-08T13; an earlier run had "
            + "begun it\n");
        import.IsPending.Should().BeFalse();
    }

    public void Dispose() => _recording.Dispose();

    private static RecordingImport Import(ImportedRecording recording, ImportOptions options) =>
        new(recording.Directory, new ManualTime(), options);

    private static ImportRequest Request(ImportedRecording recording) => new(
        LineFormat.Find("binance-frames")!, [recording.Write("frames.txt", Lines)], "binance", "BTCUSDT", "BTCUSDT");

    private static ImportResult Run(ImportedRecording recording, ImportOptions options) =>
        Import(recording, options).RunAsync(Request(recording), CancellationToken.None).GetAwaiter().GetResult();

    private static bool TryRun(ImportedRecording recording, ImportOptions options)
    {
        try
        {
            Run(recording, options);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    private sealed class KilledException : Exception;
}

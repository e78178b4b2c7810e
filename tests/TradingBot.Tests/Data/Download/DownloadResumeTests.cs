using System.Diagnostics;
using System.IO.Compression;
using TradingBot.Cli.History;

namespace TradingBot.Tests.Data.Download;

/// <summary>A download that ended, however it did, goes on where it stopped.</summary>
public sealed class DownloadResumeTests : IDisposable
{
    private const string Log = "XBTUSD_1.download";

    private static readonly List<TapeTrade> Tape = TapeTrades.Nasty(40_000, seed: 3);

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    /// <summary>At each page the directory is copied as a process leaves it that is killed there.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 30)]
    public void Killed_at_every_page_it_stores_what_it_would_have_stored_in_one_go(bool keepsTrades, int torn)
    {
        var wanted = DownloadRig.Wanted(keepsTrades: keepsTrades);
        DownloadRig.Run(new TapeServer(Tape), _here["whole"], wanted).ExitCode.Should().Be(0);
        var kills = 0;
        for (var killed = true; killed; kills++)
        {
            var (now, next) = (_here[$"run{kills}"], _here[$"run{kills + 1}"]);
            Directory.CreateDirectory(now);
            if (kills > 0)
                Tear(now, torn);
            killed = RunUntilKilled(now, next, wanted, page: 2);
            if (killed)
                Directory.Delete(now, recursive: true);
        }

        kills.Should().BeGreaterThan(35);
        Files(_here[$"run{kills - 1}"]).Should().BeEquivalentTo(Files(_here["whole"]));
    }

    [Fact]
    public void Killed_between_the_store_and_the_log_it_merges_the_same_candles_once_more()
    {
        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);
        var candles = File.ReadAllBytes(_here["store/XBTUSD_1.candles"]);
        RunUntilKilled(_here["one"], _here["two"], DownloadRig.Wanted(), page: 30);
        File.Copy(_here["store/XBTUSD_1.candles"], _here["two/XBTUSD_1.candles"]);

        var run = DownloadRig.Run(new TapeServer(Tape), _here["two"], DownloadRig.Wanted());

        run.Output.Should().Contain("(0 added, 0 replaced, ").And.NotContain("note: XBTUSD_1: stored");
        File.ReadAllBytes(_here["two/XBTUSD_1.candles"]).Should().Equal(candles);
    }

    [Fact]
    public void After_ctrl_c_what_was_read_is_stored_and_the_same_command_goes_on()
    {
        var whole = TapeTrades.Candles(Tape, 1, 0, long.MaxValue);
        using var stop = new CancellationTokenSource();
        var server = new TapeServer(Tape);
        server.Before = call =>
        {
            if (call.Number == 20)
                stop.Cancel();
            return null;
        };

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(), stop.Token);

        run.ExitCode.Should().Be(130);
        run.Errors.Should().MatchRegex(@"\ninterrupted; the same command goes on from 2026-11-\d\d \d\d:\d\d UTC\n$");
        var stored = DownloadRig.Stored(_here.Store);
        stored.Should().Equal(whole.Take(stored.Count)).And.HaveCountGreaterThan(whole.Count / 3);
        server.Before = null;
        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);
        DownloadRig.Stored(_here.Store).Should().Equal(whole);
        server.Calls.Should().BeLessThan(45, "nothing is read twice but the page that was interrupted");
    }

    [Fact]
    public void An_earlier_end_than_where_it_stopped_asks_for_nothing_and_ends_no_candle()
    {
        var whole = TapeTrades.Candles(Tape, 1, 0, long.MaxValue);
        var wanted = DownloadRig.Wanted(from: whole[0].OpenSeconds);
        var server = new TapeServer(Tape);
        server.Before = call => call.Number == 20 ? TapeServer.Error("EGeneral:Invalid arguments") : null;
        DownloadRig.Run(server, _here.Store, wanted).ExitCode.Should().Be(1);
        var stored = DownloadRig.Stored(_here.Store);

        DownloadRig.Run(server, _here.Store, wanted with { To = stored[100].OpenSeconds }).ExitCode.Should().Be(0);

        server.Calls.Should().Be(20);
        DownloadRig.Stored(_here.Store).Should().Equal(stored);
        DownloadRig.Run(server, _here.Store, wanted).ExitCode.Should().Be(0);
        DownloadRig.Stored(_here.Store).Should().Equal(whole);
    }

    [Fact]
    public void What_was_begun_with_the_trades_goes_on_with_them_only_and_the_other_way_round()
    {
        var (with, without) = (DownloadRig.Wanted(keepsTrades: true), DownloadRig.Wanted());
        var other = _here["other"];
        DownloadRig.Run(new TapeServer(Tape), _here.Store, with).ExitCode.Should().Be(0);
        DownloadRig.Run(new TapeServer(Tape), other, without).ExitCode.Should().Be(0);

        DownloadRig.Run(new TapeServer(Tape), _here.Store, without).Should().Be((1, "",
            $"{_here.Store}/{Log}: was begun with --keep-trades: go on with it, or delete it to begin again\n"));
        DownloadRig.Run(new TapeServer(Tape), other, with).Should().Be((1, "",
            $"{other}/{Log}: was begun without --keep-trades: go on without it, or delete it to begin again\n"));
    }

    [Fact]
    public void Another_start_is_another_download()
    {
        var (early, late) = (Tape[10_000].Seconds / 60 * 60, Tape[20_000].Seconds / 60 * 60);
        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted(from: late)).ExitCode.Should().Be(0);

        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted(from: early, to: late))
            .ExitCode.Should().Be(0);

        DownloadRig.Stored(_here.Store).Should().Equal(TapeTrades.Candles(Tape, 1, early, long.MaxValue));
    }

    [Fact]
    public void A_download_whose_candles_were_removed_does_not_take_them_for_stored()
    {
        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);
        _here.History("remove", "XBTUSD_1").ExitCode.Should().Be(0);

        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted()).Should().Be((1, "",
            $"XBTUSD_1: its candles are no longer stored; delete {_here.Store}/{Log} to download them again\n"));
    }

    [Fact]
    public void Trades_that_were_cut_behind_its_back_end_it_with_a_line()
    {
        var server = new TapeServer([.. Tape.Take(20_000)]) { Now = Tape[20_000].Seconds };
        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(keepsTrades: true)).ExitCode.Should().Be(0);
        var open = Directory.GetFiles(_here.Store, "XBTUSD_1.*.csv").Single();
        File.WriteAllText(open, "time");

        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted(keepsTrades: true)).Should().Be((1, "",
            $"{open}: is shorter than it was; delete {_here.Store}/{Log} to begin again\n"));
    }

    public void Dispose() => _here.Dispose();

    /// <summary>
    /// As when a process ends while it commits a page: its trades are written, the log has a part of its frame.
    /// </summary>
    private static void Tear(string directory, int bytes)
    {
        if (bytes == 0)
            return;
        var log = Path.Combine(directory, Log);
        var part = File.ReadAllBytes(log)[..bytes];
        using (var file = new FileStream(log, FileMode.Append))
            file.Write(part);
        foreach (var open in Directory.GetFiles(directory, "XBTUSD_1.*.csv"))
        {
            File.AppendAllText(open, "1793491200,1,1,b,m,1,0\n17934");
            File.WriteAllText(open.Replace("-11-", "-12-", StringComparison.Ordinal), "time");
        }
    }

    /// <returns>False where it was done before the page.</returns>
    private static bool RunUntilKilled(string directory, string copy, WantedHistory wanted, int page)
    {
        var server = new TapeServer(Tape)
        {
            Before = call =>
            {
                if (call.Number < page)
                    return null;
                using var copying = Process.Start("cp", ["-r", directory, copy]); // our own would heed the locks
                copying.WaitForExit();
                throw new KilledException();
            },
        };
        try
        {
            DownloadRig.Run(server, directory, wanted).ExitCode.Should().Be(0);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    /// <summary>All files but the lock, those of trades unpacked.</summary>
    private static Dictionary<string, string> Files(string directory) => Directory
        .GetFiles(directory, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(directory, file), Content);

    private static string Content(string file)
    {
        using var stream = File.OpenRead(file);
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stream, CompressionMode.Decompress)
            : stream;
        using var memory = new MemoryStream();
        plain.CopyTo(memory);
        return Convert.ToHexString(memory.ToArray());
    }

    private sealed class KilledException : Exception;
}

using TradingBot.Cli.Recordings;
using TradingBot.Data.Followers;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Cli;

/// <summary><c>collect</c> and <c>recordings</c> as they are typed.</summary>
public sealed class CollectCommandTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();
    private readonly SealedHours _hours = new();

    [Theory]
    [InlineData("", "--currency: name the pairs, such as -c XBTUSD,ETHUSD")]
    [InlineData("-c XBTUSD -x nowhere", "--exchange: 'nowhere' is not allowed; use kraken")]
    [InlineData("-c XBTUSD --book many", "--book: 'many' is not allowed; use a whole number from 1 to 1000")]
    [InlineData("-c XBTUSD --book off", "--book: off needs --trades or --candles, or nothing would be recorded")]
    [InlineData(
        "-c XBTUSD --candles soon",
        "--candles: 'soon' is not allowed; use whole minutes from 1 to 21600, or as 5m, 1h, 1d, 1w")]
    [InlineData("-c XBTUSD --to redis://here", "--to: the address is not that of a store; use " + FollowTargets.Forms)]
    [InlineData("-c XBTUSD --to csv:", "--to: '' is not a directory")]
    [InlineData("-c XBTUSD --to csv:/x --to csv:/x", "--to: csv:/x is named twice")]
    [InlineData(
        "-c XBTUSD --to ticker:/x?every=0s",
        "--to: the address has every=0s; use whole seconds, every=1s to every=3600s")]
    [InlineData(
        "-c XBTUSD --to ticker:/x?every=10",
        "--to: the address has every=10; use whole seconds, every=1s to every=3600s")]
    [InlineData("-c XBTUSD --keep-days 0", "--keep-days: '0' is not allowed; use a whole number from 1 to 36500")]
    [InlineData("-c XBTUSD --keep-size 5", "--keep-size: '5' is not allowed; use a size such as 500MB, 50GB or 2TB")]
    [InlineData("-c XBTUSD --keep-size GB", "--keep-size: 'GB' is not allowed; use a size such as 500MB, 50GB or 2TB")]
    [InlineData("-c XBTUSD --at here", "--at: 'here' is not an address; use one such as http://127.0.0.1:8080")]
    public void A_wrong_option_is_one_line(string options, string line)
    {
        var run = Shell.Run($"collect {options} --data {_here["recording"]}");

        (run.ExitCode, run.Output, run.Errors).Should().Be((2, "", line + "\n"));
        Directory.Exists(_here["recording"]).Should().BeFalse();
    }

    [Fact]
    public void A_made_up_market_needs_a_recording_of_its_own()
    {
        var run = Shell.Run("collect -c XBTUSD --at http://127.0.0.1:1");

        (run.ExitCode, run.Errors).Should().Be((2,
            "--at: needs --data DIR, so that a made-up market does not come among the exchange's\n"));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("verify")]
    [InlineData("export XBTUSD trades")]
    [InlineData("prune --keep-days 1")]
    public void Without_a_recording_a_command_says_how_to_make_one(string command)
    {
        var run = Shell.Run($"recordings {command} --data {_here["none"]}");

        (run.ExitCode, run.Errors).Should().Be((1,
            $"{_here["none"]}: no recording; make one with 'TradingBot collect'\n"));
        Directory.Exists(_here["none"]).Should().BeFalse();
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("log/server.log")]
    public void A_directory_of_something_else_is_not_touched(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_here[file])!);
        _here.Write(file, "");

        var run = Shell.Run($"recordings list --data {_here.Path}");

        (run.ExitCode, run.Errors).Should().Be((1,
            $"{_here.Path}: is not a recording and not empty; use another directory\n"));
    }

    [Fact]
    public void What_is_recorded_is_listed_and_verified()
    {
        Record();

        var list = Shell.Run($"recordings list --data {_hours.Folder.Root}");
        var verify = Shell.Run($"recordings verify --data {_hours.Folder.Root}");

        list.Output.Split('\n')[1].Should()
            .MatchRegex(@"^test:XBTUSD  2026-11-20T12  2026-11-20T12 +\d+ +20 +3 +0 +0 +\d+ kB$");
        (verify.ExitCode, verify.Output).Should().Be((0,
            "3 files, 25 rows, 0 checksums of the exchange, 0 books of the recorder, 0 joints of hours, 3 trades, "
            + "0 candles, 0 gaps: all is as it was recorded\n"));
    }

    [Fact]
    public void A_changed_file_is_found_and_the_exit_code_says_so()
    {
        Record();
        var file = Directory.GetFiles(_hours.Folder.Root, "*.parquet", SearchOption.AllDirectories).Order().First();
        File.AppendAllText(file, "!");

        var verify = Shell.Run($"recordings verify --data {_hours.Folder.Root}");

        verify.ExitCode.Should().Be(1);
        verify.Output.Should().Contain("is not the file that was sealed (hash)").And.EndWith("1 finding\n");
    }

    [Fact]
    public void Rows_are_exported_with_every_digit_and_a_file_is_never_replaced()
    {
        Record();
        var target = _here["trades.csv"];

        var printed = Shell.Run($"recordings export XBTUSD trades --data {_hours.Folder.Root}");
        var written = Shell.Run($"recordings export test:XBTUSD trades {target} --data {_hours.Folder.Root}");
        var again = Shell.Run($"recordings export XBTUSD trades {target} --data {_hours.Folder.Root}");

        var lines = printed.Output.Split('\n');
        lines[0].Should().Be("id,exch_us,recv_us,is_buy,price,qty,is_market,source");
        lines[1].Should().MatchRegex(@"^1001,333000000,\d+,true,104\.5,0\.00000000,1,0$");
        written.Output.Should().Be($"3 rows written to {target}\n");
        File.ReadAllText(target).ReplaceLineEndings("\n").Should().Be(printed.Output);
        (again.ExitCode, again.Errors).Should().Be((2, $"{target}: exists already; name another file\n"));
    }

    [Theory]
    [InlineData("export LTCUSD trades", "LTCUSD: not recorded in {0}, which has test:XBTUSD")]
    [InlineData(
        "export XBTUSD quotes",
        "KIND: 'quotes' is not allowed; use changes, snapshots, trades, candles, minutes, clock or gaps")]
    [InlineData("prune", "prune: needs --keep-days or --keep-size")]
    public void What_cannot_be_meant_is_one_line(string command, string line)
    {
        Record();

        var run = Shell.Run($"recordings {command} --data {_hours.Folder.Root}");

        (run.ExitCode, run.Errors).Should().Be((2, string.Format(line, _hours.Folder.Root) + "\n"));
    }

    [Fact]
    public void Pruning_waits_for_the_process_that_writes()
    {
        Record();

        var run = Shell.Run($"recordings prune --keep-days 1 --data {_hours.Folder.Root}");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Contain("another process writes this recording");
    }

    [Fact]
    public void Pruning_keeps_what_a_follower_has_not_got_to()
    {
        Record();
        var day = _hours.Name(SegmentKind.Trades).Hour;
        _hours.Test.Time.Advance(TimeSpan.FromDays(2));
        Record();
        _hours.Log.Dispose();
        var place = new FollowerPlace(_hours.Folder, "csv:here");
        place.Save(day, behind: null);
        Prune().Output.Should().Be("nothing to remove\n");

        place.Save(new RecordingHour(day.Number + 24), behind: null);

        Prune().Output.Should().Be($"removed: {day.Date}\n");

        Shell.Outcome Prune() => Shell.Run($"recordings prune --keep-days 1 --data {_hours.Folder.Root}");
    }

    public void Dispose()
    {
        _hours.Dispose();
        _here.Dispose();
    }

    private void Record()
    {
        var market = new TestMarket(1);
        _hours.Say(market.Snapshot(), market.Update(), market.Trades(3));
        _hours.Seal();
    }
}

using TradingBot.Data.Recordings;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Cli;

/// <summary>What is wrong about trading on a recording is one line.</summary>
public class RecordedOptionsTests
{
    private const string On = "-s 2026-11-20 --data recording:/nowhere ";
    private const string Sma = "-p 1 --strategy sma-cross --set slow=10 --set fast=4";

    [Theory]
    [InlineData(On + "--latency 5s", "--latency: '5s' is not allowed; use 0 to 4s, such as 150ms")]
    [InlineData(On + "--latency 150", "--latency: '150' is not allowed;*")]
    [InlineData(On + "--latency -1ms", "--latency: '-1ms' is not allowed;*")]
    [InlineData(On + "--queue fifo", "--queue: 'fifo' is not allowed; use proportional, risk-averse,*power:N,*or off")]
    [InlineData(On + "--queue power", "--queue: 'power' is not allowed;*")]
    [InlineData(On + "--queue power:0", "--queue: 'power:0' is not allowed;*")]
    [InlineData(On + "--queue power:1:2", "--queue: 'power:1:2' is not allowed;*")]
    [InlineData(On + "--slippage 1%", "--slippage: not with --data recording; the recorded book says*")]
    [InlineData(On + "--gaps keep", "--gaps: not with --data recording; candles are made of its trades, as live")]
    [InlineData("-s 2020-01-01 --data synthetic --latency 0", "--latency: needs --data recording")]
    [InlineData("-s 2020-01-01 --data synthetic --queue", "--queue: needs --data recording")]
    [InlineData("--data recording", "--data: 'recording' needs --start; a recording is history only")]
    [InlineData("--latency 0", "--latency: needs --start")]
    [InlineData("-x simulator --data recording:/x", "--data: 'recording' needs --start; a recording is history only")]
    [InlineData("-s 2026-11-20 --data recording:", "--data: 'recording:' names no directory; use recording*:DIR")]
    [InlineData("-s 2026-11-20 --data recording:/dev/null", "--data: '/dev/null' is a file; name a directory")]
    public void A_wrong_option_is_one_line(string arguments, string message)
    {
        var run = Shell.Run(arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match(message + "\n");
        run.Errors.Split('\n').Should().HaveCount(2);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_directory_without_a_recording_and_a_pair_or_a_range_that_is_not_in_it_are_one_line()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(99, 1)], [(101, 1)]);
        recording.Ticks([2, 30], 100);
        recording.Seal();
        using var other = new TemporaryDirectory();
        other.Write("manifest.jsonl", "time,price\n1,2\n");
        using var empty = new TemporaryDirectory();

        Line($"-s 2026-11-20 --data recording:{empty.Path}")
            .Should().Be($"--data: {empty.Path}: is not a recording: it has no manifest.jsonl\n");
        Line($"-s 2026-11-20 --data recording:{other.Path}")
            .Should().Be($"--data: {other.Path}/manifest.jsonl: line 1 is not understood\n");
        Line($"-c ETHUSD -s 2026-11-20 --data recording:{recording.Directory}")
            .Should().Be($"--data: {recording.Directory}: has nothing of kraken:ETHUSD; it has kraken:XBTUSD\n");
        Line($"-c FOOBAR -s 2026-11-20 --data recording:{recording.Directory}")
            .Should().Match($"--data: {recording.Directory}: has nothing of kraken:FOOBAR; it has kraken:XBTUSD\n");
        Line($"-s 2026-11-21 --data recording:{recording.Directory}").Should().Be(
            "--start, --end: nothing of kraken:XBTUSD is recorded between 2026-11-21 00:00:00 and the end; "
            + "the recording reaches from 2026-11-20 12:00:00 to 2026-11-20 13:00:00 UTC\n");
        Line($"-p 1440 -s 2026-11-20 --data recording:{recording.Directory}").Should().StartWith(
            "--start, --end: no whole 1440-minute candle between 2026-11-20 00:00:00 and the end; recording ");
    }

    [Fact]
    public void A_damaged_segment_is_one_line_with_its_file()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(99, 1)], [(101, 1)]);
        recording.Ticks([2, 30, 61], 100);
        recording.Seal();
        var file = Directory.GetFiles(recording.Directory, "12.parquet", SearchOption.AllDirectories)
            .Single(path => path.Contains("kind=trades"));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..100]);

        var run = recording.Run("");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Match("--data: *12.parquet: is not the file that was sealed (hash)\n");
    }

    [Fact]
    public void A_byte_that_has_changed_is_found_before_anything_is_traded_on_or_exported()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(99, 1)], [(101, 1)]);
        recording.Ticks([2, 30, 61], 100);
        recording.Seal();
        const string segment = "exchange=kraken/pair=XBTUSD/kind=trades/date=2026-11-20/12.parquet";
        var file = Path.Combine(recording.Directory, segment);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(file, bytes);

        recording.Run("").Errors.Should().Be($"--data: {segment}: is not the file that was sealed (hash)\n");
        var export = Shell.Run($"recordings export XBTUSD trades --data {recording.Directory}");
        (export.ExitCode, export.Output).Should().Be((1, ""));
        export.Errors.Should().Be($"{segment}: is not the file that was sealed (hash)\n");
    }

    [Fact]
    public void A_book_of_another_depth_cannot_be_traded_on_together_with_the_one_before()
    {
        using var recording = new TradedRecording(depth: 10);
        recording.Book(1, [(99, 1)], [(101, 1)]);
        recording.Ticks([2, 61], 100);
        recording.GoTo(3600);
        recording.Hours.Main.Describe(new RecordedPair("kraken", "XBTUSD", 1, 8, 25));
        recording.Book(3601, [(99, 1)], [(101, 1)]);
        recording.Ticks([3610], 100);
        recording.Seal();

        var run = recording.Run("");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Match(
            "--data: the book is recorded to a depth of 10, and of 25 from about 2026-11-20 1* UTC on; trade on one "
            + "part at a time\n");
    }

    [Fact]
    public void What_was_asked_for_beyond_the_recording_and_a_warm_up_that_it_lacks_are_told()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(99, 1)], [(101, 1)]);
        recording.Ticks([.. Enumerable.Range(0, 30).Select(minute => minute * 60 + 5.0)], 100);
        recording.Seal();

        var run = Shell.Run($"{Sma} -s 2026-11-20 -e 2026-11-21 --data recording:{recording.Directory}");

        run.Errors.Should().BeEmpty();
        run.Output.Should()
            .Contain("asked for           2026-11-20 to 2026-11-21; the data reaches from 2026-11-20 12:00 to ")
            .And.Contain("the strategy needs 11 candles to warm up and warms up for 11 more: no trade before 2026-");
    }

    [Fact]
    public void Candles_before_the_start_warm_the_strategy_up()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(99, 1)], [(101, 1)]);
        recording.Ticks([.. Enumerable.Range(0, 30).Select(minute => minute * 60 + 5.0)], 100);
        recording.Seal();

        Shell.Run($"{Sma} -s 2026-11-20T12:15 -e 2026-11-20T12:20 --data recording:{recording.Directory}")
            .Output.Should().Contain("candles             5 traded on, 15 before them to warm up")
            .And.Contain("2026-11-20 12:15:00 to 2026-11-20 12:20:00 UTC")
            .And.NotContain("asked for").And.NotContain("WARNING");
    }

    [Fact]
    public void The_ledger_is_printed_as_it_grows()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(100.0m, 3)], [(100.1m, 1)]);
        recording.Ticks([2, 30, 61, 119, 121, 181], 100);
        recording.Seal();

        recording.Run("--volume 1 --verbose").Output.Should().Contain(" OPEN Exit Price: -");
    }

    private static string Line(string arguments)
    {
        var run = Shell.Run(arguments);
        run.ExitCode.Should().NotBe(0);
        run.Errors.Split('\n').Should().HaveCount(2);
        run.Output.Should().BeEmpty();
        return run.Errors;
    }
}

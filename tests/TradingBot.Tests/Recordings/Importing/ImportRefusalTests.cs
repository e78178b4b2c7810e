using TradingBot.Data.Import;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Importing;
using TradingBot.Tests.Cli;
using TradingBot.Tests.Kraken;
using static TradingBot.Tests.Recordings.Importing.ReceivedLines;

namespace TradingBot.Tests.Recordings.Importing;

public sealed class ImportRefusalTests : IDisposable
{
    private const string OfBinance = "-x binance -c BTCUSDT";

    private readonly ImportedRecording _recording = new();

    [Theory]
    [InlineData("ftx-frames", OfBinance, "FORMAT: 'ftx-frames' is not allowed; use binance-frames or book-snapshots")]
    [InlineData("binance-frames", "-c BTCUSDT",
        "--exchange: '' is not the name of an exchange; use letters and digits, such as binance")]
    [InlineData("binance-frames", "-x ../x -c BTCUSDT",
        "--exchange: '../x' is not the name of an exchange; use letters and digits, such as binance")]
    [InlineData("binance-frames", "-x binance",
        "--currency: '' is not a pair; use one such as BTCUSDT or BTC/USDT")]
    [InlineData("binance-frames", "-x binance -c a,b",
        "--currency: 'a,b' is not a pair; use one such as BTCUSDT or BTC/USDT")]
    public void A_wrong_option_is_one_line(string format, string options, string line) =>
        Refuses($"{format} {_recording.Write("frames.txt", Trade(1, 1))} {options}", line);

    [Fact]
    public void All_that_is_missing_or_wrong_is_said_at_once()
    {
        var run = Shell.Run("recordings import ftx-frames frames.txt -c a,b");

        (run.ExitCode, run.Errors).Should().Be((2,
            """
            FORMAT: 'ftx-frames' is not allowed; use binance-frames or book-snapshots
            --exchange: '' is not the name of an exchange; use letters and digits, such as binance
            --currency: 'a,b' is not a pair; use one such as BTCUSDT or BTC/USDT
            --data: name the directory of a recording, which may be a new one

            """));
    }

    [Fact]
    public void Without_a_directory_nothing_comes_among_ones_own_recording()
    {
        var file = _recording.Write("frames.txt", Trade(1, 1));

        var run = Shell.Run($"recordings import binance-frames {file} {OfBinance}");

        (run.ExitCode, run.Errors).Should().Be((2,
            "--data: name the directory of a recording, which may be a new one\n"));
    }

    [Fact]
    public void A_file_that_is_missing_is_one_line() =>
        Refuses($"binance-frames /nowhere/frames.gz {OfBinance}", "/nowhere/frames.gz: no such file");

    [LinuxFact]
    public void A_pipe_is_one_line()
    {
        using var here = new TemporaryDirectory();
        var pipe = here["pipe"];
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            made.WaitForExit();
        using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite); // else opening it waits

        Refuses($"binance-frames {pipe} {OfBinance}", $"{pipe}: cannot be read: it is a pipe, and is read twice");
    }

    public static TheoryData<string, string> WrongFrames() => new()
    {
        { "hello", "is not 'receipt in unix nanoseconds, a blank, the message of Binance spot'" },
        { $"{Milliseconds(1)}000000", "is not 'receipt in unix nanoseconds, a blank, the message of Binance spot'" },
        { Frame(1, """{"e":"tra"""), "not JSON, or not all of it" },
        { Frame(1, """{"e":"trade"}{"""), "not JSON, or not all of it" },
        { Frame(1, "[1]"), "not a JSON object" },
        { Frame(1, """{"e":"trade","s":"BTCUSDT"}"""), "'m' is missing" },
        { Trade(1, 1).Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal), "is about ETHUSDT, not BTCUSDT" },
        { Trade(1, 1, price: "1e5"), "'1e5' is not a number of at most 28 characters" },
        { Trade(1, 1, price: "1.23456789012345678901234567890"),
            "'1.23456789012345678901234567890' is not a number of at most 28 characters" },
        { Trade(1, 1, price: "123456789012.12345678"),
            "prices up to 123456789012.12345678 with 8 decimals have more than 18 digits" },
        { Depth(1, 5, 4), "its first update is 5, and its last 4" },
        { Depth(1, 5, 6, """["1"]"""), """a level is ["price", "quantity"], not ["1"]""" },
        { Depth(1, 5, 6, """["1","-1"]"""),
            """a level has a price above 0 and a quantity from 0, not ["1","-1"]""" },
        { $"{Milliseconds(1)} {{}}", "the time of receipt is not between 2009 and now" },
        { Trade(-61, 1), "received more than a minute before the lines above it; give the files in the order of time" },
        { Trade(76L * 365 * 24 * 3600, 1), "the time of receipt is not between 2009 and now" },
    };

    [Theory]
    [MemberData(nameof(WrongFrames))]
    public void A_line_that_is_not_of_the_format_is_named_and_nothing_is_imported(string line, string reason)
    {
        var file = _recording.Write("frames.txt", Snapshot(1, 10), Trade(1, 1), line, Trade(2, 2));

        Refuses($"binance-frames {file} {OfBinance}", $"{file}:3: {reason}");
    }

    [Theory]
    [InlineData("{}", "'t' is missing")]
    [InlineData("""{"t":"now"}""", "'t' is not a time in milliseconds")]
    [InlineData("""{"t":1723118400000,"bids":[]}""", "'asks' is missing")]
    [InlineData("""{"t":1723118400000,"bids":[],"asks":7}""", "levels are Number, not an array")]
    [InlineData("""{"t":1723118400000,"bids":[["1","0"]],"asks":[]}""", "a level of a whole book has no quantity")]
    [InlineData("""{"t":1723118400000,"bids":[],"asks":[]}""", "a whole book without a level")]
    [InlineData("""{"t":1723118400000,"bids":[["1","1"],["1.0","2"]],"asks":[["1","1"]]}""",
        "price 1.0 is there twice on one side of a whole book")]
    [InlineData("1723118400000000000 {}", "not JSON, or not all of it")]
    public void A_line_that_is_no_whole_book_is_named(string line, string reason)
    {
        var file = _recording.Write("books.jsonl", line);

        Refuses($"book-snapshots {file} -x bitstamp -c BTCUSD", $"{file}:1: {reason}");
    }

    [Fact]
    public void A_file_with_nothing_of_the_pair_is_refused()
    {
        var file = _recording.Write("frames.txt", Frame(1, """{"result":null,"id":1}"""));

        Refuses($"binance-frames {file} {OfBinance}", $"{file}: has neither a book nor trades of BTCUSDT");
    }

    [Fact]
    public void A_gzip_file_that_was_cut_short_is_refused()
    {
        var file = _recording.WriteGzip("frames.gz", Trade(1, 1), Trade(2, 2));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^6]);

        Refuses(
            $"binance-frames {file} {OfBinance}",
            $"{file}: is truncated, or has several gzip members; unpack it first");
    }

    [Theory]
    [InlineData(10, "2024-08-08T12")]
    [InlineData(3599, "2024-08-08T12")]
    [InlineData(-7200, "2024-08-08T10")]
    public void Hours_that_are_there_already_or_are_earlier_are_refused_and_nothing_is_changed(double at, string hour)
    {
        _recording.ImportFrames(Snapshot(1, 10), Trade(2, 7));
        var before = _recording.Files();

        var run = _recording.Import($"binance-frames {_recording.Write("again.txt", Trade(at, 8))} {OfBinance}");

        (run.ExitCode, run.Output, run.Errors).Should().Be((1, "",
            $"{_recording.Directory}: has binance:BTCUSDT up to 2024-08-08T12 already, and this begins in {hour}; only "
            + "later hours can be imported\n"));
        _recording.Files().Should().Equal(before);
    }

    [Fact]
    public void The_same_hours_of_another_pair_are_no_obstacle()
    {
        _recording.ImportFrames(Snapshot(1, 10), Trade(2, 7));
        _recording.ImportBooks(Book(1, """["100","1"]""", """["101","1"]"""));

        _recording.Segments.Select(name => name.Pair).Distinct().Should().Equal("binance:BTCUSDT", "bitstamp:XBTUSD");
        _recording.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void An_hour_that_is_not_over_may_still_be_collected_and_is_refused()
    {
        var time = new ManualTime();
        time.SetWallClock(DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds(3599)));
        var file = _recording.Write("frames.txt", Trade(1, 1));
        var request = new ImportRequest(LineFormat.Find("binance-frames")!, [file], "binance", "BTCUSDT", "BTCUSDT");

        var import = () => new RecordingImport(_recording.Directory, time, new ImportOptions())
            .RunAsync(request, CancellationToken.None).GetAwaiter().GetResult();

        import.Should().Throw<ImportException>()
            .WithMessage($"{file}: ends in 2024-08-08T12, which is not over; import it when that hour is");
        _recording.Files().Should().BeEmpty();
        time.Advance(TimeSpan.FromSeconds(2));
        import.Should().NotThrow();
    }

    [Fact]
    public void An_hour_that_a_collector_has_not_sealed_is_not_overtaken()
    {
        Directory.CreateDirectory(_recording.Folder.LogOf(RecordingHour.Parse("2024-08-08T12")!.Value));
        var file = _recording.Write("frames.txt", Trade(1, 1));

        var run = _recording.Import($"binance-frames {file} {OfBinance}");

        (run.ExitCode, run.Errors).Should().Be((1,
            $"{_recording.Directory}: 2024-08-08T12 is not sealed yet; 'TradingBot collect' has to do that first\n"));
    }

    [Fact]
    public void A_recording_that_another_process_writes_is_left_alone()
    {
        using var held = RecordingLock.Take(_recording.Folder);

        var run = _recording.Import($"binance-frames {_recording.Write("frames.txt", Trade(1, 1))} {OfBinance}");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith($"{_recording.Directory}: another process writes this recording");
        _recording.Files().Should().BeEmpty();
    }

    [Fact]
    public void A_directory_of_something_else_is_not_touched()
    {
        Directory.CreateDirectory(_recording.Directory);
        File.WriteAllText(Path.Combine(_recording.Directory, "photo.jpg"), "");

        var run = _recording.Import($"binance-frames {_recording.Write("frames.txt", Trade(1, 1))} {OfBinance}");

        (run.ExitCode, run.Errors).Should().Be((1,
            $"{_recording.Directory}: is not a recording and not empty; use another directory\n"));
        _recording.Files().Keys.Should().Equal("photo.jpg");
    }

    public void Dispose() => _recording.Dispose();

    private void Refuses(string arguments, string line)
    {
        var run = _recording.Import(arguments);

        (run.ExitCode, run.Output, run.Errors).Should().Be((2, "", line + "\n"));
        Directory.Exists(_recording.Directory).Should().BeFalse();
    }
}

using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Download;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Data.Download;

/// <summary>What goes wrong on the way is waited out; what cannot be the tape ends a download, unstored.</summary>
public sealed class DownloadFaultTests : IDisposable
{
    private static readonly List<TapeTrade> Tape = TapeTrades.Nasty(8000, seed: 5);
    private static readonly List<Candle> Whole = TapeTrades.Candles(Tape, 1, 0, long.MaxValue);

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    /// <summary>Each time longer than the calls' own retries.</summary>
    [Theory]
    [InlineData("503", "HTTP 503")]
    [InlineData("520", "HTTP 520")]
    [InlineData("429", "HTTP 429")]
    [InlineData("cut", "HTTP 200 with a body that is not a Kraken response")]
    [InlineData("lost", "the line is cut")]
    [InlineData("EService:Unavailable", "EService:Unavailable")]
    [InlineData("EService: Busy", "EService: Busy")]
    [InlineData("EGeneral:Too many requests", "EGeneral:Too many requests")]
    [InlineData("EAPI:Rate limit exceeded", "EAPI:Rate limit exceeded")]
    [InlineData("EGeneral:Internal error", "EGeneral:Internal error")]
    public void An_outage_is_said_and_waited_out_and_nothing_is_lost(string fault, string words)
    {
        var server = new TapeServer(Tape);
        server.Before = call => call.Number is >= 4 and < 24
            ? fault switch
            {
                "lost" => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the line is cut"),
                "cut" => TapeServer.Text("""{"error":[],"result":{"XXBTZUSD":[["6000"""),
                _ when int.TryParse(fault, CultureInfo.InvariantCulture, out var status) =>
                    TapeServer.Text("<html>bad gateway</html>", status),
                _ => TapeServer.Error(fault),
            }
            : null;

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted());

        run.ExitCode.Should().Be(0, run.Errors);
        run.Errors.Should().MatchRegex($"\nKraken: .*{words}.*; asking again in 5 s\n")
            .And.MatchRegex($"\nKraken: .*; asking again in 10 s\n");
        DownloadRig.Stored(_here.Store).Should().Equal(Whole);
    }

    [Fact]
    public async Task A_lockout_is_left_alone_for_a_quarter_of_an_hour_and_then_over()
    {
        var time = new ManualTime();
        var (said, asked) = (new List<string>(), 0);
        var lockout = TradingBot.Exchanges.Kraken.Notation.KrakenErrors.Read("EGeneral:Temporary lockout");
        var reader = new PatientReader("Kraken", time, said.Add);

        var answer = reader.AskAsync(
            _ => Task.FromResult<Answer<int>>(
                asked++ == 0 ? new Answer<int>.Rejected(lockout) : new Answer<int>.Success(7, [])),
            CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(899));
        answer.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await answer).Should().Be(7);
        said.Should().Equal("Kraken: EGeneral:Temporary lockout; asking again in 900 s");
    }

    [Fact]
    public async Task Pauses_double_up_to_a_minute()
    {
        var time = new ManualTime();
        var said = new List<string>();
        var reader = new PatientReader("Kraken", time, said.Add);

        await time.RunAsync(reader.AskAsync(
            _ => Task.FromResult<Answer<int>>(
                said.Count < 6 ? new Answer<int>.NotSent("no line") : new Answer<int>.Success(7, [])),
            CancellationToken.None));

        said.Select(line => line.Split(' ')[^2]).Should().Equal("5", "10", "20", "40", "60", "60");
    }

    [Theory]
    [InlineData("twice", "sent trade * from before the point that was asked for (since *): an old page again")]
    [InlineData("earlier", "sent trade * from before the point that was asked for (since *): an old page again")]
    [InlineData("last back", "goes backwards: last * is before since *")]
    [InlineData("last ahead", "says last *, which is not the time of its last trade *")]
    [InlineData("no last", "sent a full page that does not say where to go on (no last)")]
    [InlineData("other pair", "sent trades of XETHZUSD, not of XXBTZUSD")]
    [InlineData("unsorted", "sent trade * of an earlier time after trade *")]
    [InlineData("no id", "a result of unknown form: expected a trade id above 0")]
    [InlineData("id 0", "a result of unknown form: expected a trade id above 0")]
    [InlineData("word for a price", "a result of unknown form: expected a decimal")]
    [InlineData("no side", "a result of unknown form: expected b or s")]
    [InlineData("short row", "a result of unknown form: *")]
    [InlineData("float last", "a result of unknown form: expected a whole number")]
    [InlineData("price of 0", "trade *: price 0 is not above 0; nothing of its page is stored")]
    [InlineData("negative volume", "trade *: volume -1 is not 0 or more; nothing of its page is stored")]
    [InlineData("refused", "EGeneral:Invalid arguments")]
    public void What_cannot_be_the_next_page_ends_it_with_a_line_and_nothing_of_it_is_stored(string fault, string words)
    {
        var server = new TapeServer(Tape);
        server.Before = call => call.Number == 5 ? Wrong(fault, server, call) : null;

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted());

        run.ExitCode.Should().Be(1);
        run.Errors.Split('\n')[^2].Should().Match($"*: {words}; the same command goes on from 2026-11-*");
        var stored = DownloadRig.Stored(_here.Store);
        stored.Should().Equal(Whole.Take(stored.Count), "the pages before are stored");
        server.Before = null;
        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted()).ExitCode.Should().Be(0);
        DownloadRig.Stored(_here.Store).Should().Equal(Whole);
    }

    /// <summary>A page of one instant does not show that it is old: that it brings nothing does.</summary>
    [Fact]
    public void The_same_page_for_ever_ends_it_too()
    {
        var tape = TapeTrades.Nasty(3000, missing: 0);
        for (var i = 0; i < 1500; i++)
            tape[i] = tape[i] with { Nanoseconds = tape[1500].Nanoseconds };
        var server = new TapeServer(tape);
        server.Before = _ => server.Page("XXBTZUSD", 0);

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted());

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Contain("XBTUSD_1: the exchange sent the same page twice, from ");
        server.Calls.Should().BeLessThan(6);
    }

    [Fact]
    public void Of_several_pairs_one_that_fails_does_not_keep_the_others_from_being_read()
    {
        var server = new TapeServer(Tape, TapeTrades.Nasty(2000, seed: 9));
        server.Before = call =>
            call is { Pair: "XXBTZUSD", Number: 3 } ? TapeServer.Error("EGeneral:Invalid arguments") : null;

        var run = DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(pairs: ["XBTUSD", "ETHUSD"]));

        run.ExitCode.Should().Be(1);
        run.Output.Split('\n').Select(line => line.Split(':')[0]).Where(word => word != "note")
            .Should().Equal("XBTUSD_1", "ETHUSD_1", "");
    }

    [Fact]
    public void A_pair_that_is_not_listed_and_a_start_in_the_future_are_one_line_each_before_anything_is_read()
    {
        var server = new TapeServer(Tape);

        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(pairs: ["XBTUSD", "NOSUCH"])).Should()
            .Be((2, "", "--currency: Kraken does not list 'NOSUCH'\n"));
        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(from: server.Now + 60)).Should()
            .Be((2, "", "--start: 2026-12-01 00:01 UTC is in the future\n"));
        server.Calls.Should().Be(0);
        Directory.Exists(_here.Store).Should().BeFalse();
    }

    [SmallDiskFact]
    public void A_full_disk_is_one_line_and_with_room_it_goes_on_where_it_stopped()
    {
        Directory.CreateDirectory(_here["small"]);
        var wanted = DownloadRig.Wanted(from: TapeTrades.Start, keepsTrades: true);
        using (SmallDisk.TryMount(_here["small"], "256k"))
        {
            var run = DownloadRig.Run(new TapeServer(Tape), _here["small"], wanted);
            run.ExitCode.Should().Be(1);
            run.Errors.Split('\n')[^2].Should()
                .Match($"{_here["small"]}/*: cannot be written: the disk is full");
            foreach (var file in Directory.GetFiles(_here["small"]))
                File.Copy(file, Path.Combine(Directory.CreateDirectory(_here.Store).FullName, Path.GetFileName(file)));
        }

        DownloadRig.Run(new TapeServer(Tape), _here.Store, wanted).ExitCode.Should().Be(0);
        DownloadRig.Stored(_here.Store).Should().Equal(Whole);
    }

    public void Dispose() => _here.Dispose();

    /// <summary>The page that ended with that time.</summary>
    private static HttpResponseMessage PageBefore(TapeServer server, long last)
    {
        var rows = Tape.Where(trade => trade.Nanoseconds <= last).TakeLast(TapeServer.PageSize).ToList();
        return TapeServer.Page("XXBTZUSD", rows.Select(row => row.Json), $"\"{rows[^1].Nanoseconds}\"");
    }

    private static HttpResponseMessage Wrong(string fault, TapeServer server, PageRequest call)
    {
        const string pair = "XXBTZUSD";
        var rows = server.RowsAfter(pair, call.Since);
        var last = $"\"{rows[^1].Nanoseconds}\"";
        return fault switch
        {
            "twice" => PageBefore(server, call.Since + 1_000_000),
            "earlier" => server.Page(pair, 0),
            "last back" => TapeServer.Page(pair, Json(), $"\"{call.Since - 5}\""),
            "last ahead" => TapeServer.Page(pair, Json(), $"\"{rows[^1].Nanoseconds + 1_000_000_000}\""),
            "no last" => TapeServer.Page(pair, Json(), "\"\""),
            "other pair" => TapeServer.Page("XETHZUSD", Json(), last),
            "unsorted" => TapeServer.Page(pair, Json().Reverse(), last),
            "no id" => TapeServer.Page(pair, Json(row => $"{row[..row.LastIndexOf(',')]}]"), last),
            "id 0" => TapeServer.Page(pair, Json(row => $"{row[..row.LastIndexOf(',')]},0]"), last),
            "word for a price" => TapeServer.Page(pair, Json(row => $"[\"much\"{row[row.IndexOf(',')..]}"), last),
            "no side" => TapeServer.Page(pair, Json(With(3, "\"x\"")), last),
            "short row" => TapeServer.Page(pair, Json(row => "[\"1.0\"]"), last),
            "float last" => TapeServer.Page(pair, Json(), "1793491200.5"),
            "price of 0" => TapeServer.Page(pair, Json(row => $"[\"0\"{row[row.IndexOf(',')..]}"), last),
            "negative volume" => TapeServer.Page(pair, Json(With(1, "\"-1\"")), last),
            _ => TapeServer.Error("EGeneral:Invalid arguments"),
        };

        // One row in the middle of the page is changed: what is before it must not count either.
        IEnumerable<string> Json(Func<string, string>? change = null) =>
            rows.Select((row, i) => change is not null && i == 500 ? change(row.Json) : row.Json);

        static Func<string, string> With(int field, string text) => row =>
        {
            var fields = row.Split(',');
            fields[field] = text;
            return string.Join(',', fields);
        };
    }
}

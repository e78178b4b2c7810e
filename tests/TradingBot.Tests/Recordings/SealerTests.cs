using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Recordings;

public sealed class SealerTests : IDisposable
{
    private readonly SealedHours _hours = new();

    [Fact]
    public void The_rebuilt_books_are_those_that_the_recorder_held_in_every_hour()
    {
        var (market, other) = (new TestMarket(1), new TestMarket(2, "ETHUSD", depth: 25));
        _hours.Main.Describe(TestLog.Pair with { Symbol = "ETHUSD", Depth = 25 });
        _hours.Say(market.Snapshot(), other.Snapshot());
        for (var hour = 0; hour < 3; hour++)
        {
            for (var i = 0; i < 200; i++)
            {
                _hours.Say(market.Update(), other.Update(), market.Trades(2));
                if (i % 100 == 99)
                    _hours.Digest(market);
            }

            _hours.Digest(other, "ETHUSD");
            _hours.Seal(new SealOptions { RowsAtOnce = 1 }).Segments.Should().HaveCount(5);
        }

        var report = _hours.Verify();

        report.Findings.Should().BeEmpty();
        report.Should().BeEquivalentTo(new { Segments = 15, Digests = 9, Joins = 4, Trades = 1200, Gaps = 0 });
        report.Checksums.Should().BeGreaterThan(15);
        _hours.Log.ClosedHours().Should().BeEmpty("the log of a sealed hour is deleted");
    }

    /// <summary>Each step is reached once or more; the test ends when a run was not killed any more.</summary>
    [Fact]
    public void A_kill_at_any_step_and_sealing_again_gives_the_same_files_and_the_same_manifest()
    {
        Record(hours: 2);
        using var whole = new Copy(_hours.Folder);
        whole.Seal(_ => { });
        var expected = whole.Files();
        var steps = new HashSet<SealStep>();
        for (var kill = 1; ; kill++)
        {
            using var copy = new Copy(_hours.Folder);
            var reached = 0;
            var isKilled = copy.Seal(step =>
            {
                if (++reached != kill)
                    return;
                steps.Add(step);
                throw new KilledException();
            });
            copy.Seal(_ => { });

            copy.Files().Should().BeEquivalentTo(expected, $"killed at step {kill}");
            if (!isKilled)
                break;
        }

        steps.Should().BeEquivalentTo(Enum.GetValues<SealStep>());
    }

    [Fact]
    public void An_hour_that_was_sealed_is_left_alone()
    {
        Record(hours: 1);
        _hours.Seal();
        var hour = new RecordingHour(_hours.Test.Hour.Number - 1);

        SealedHours.SealHour(_hours.Folder, hour).Segments.Should().BeEmpty();
    }

    [Fact]
    public void Hours_are_sealed_in_their_order()
    {
        Record(hours: 2);
        var hours = _hours.Log.ClosedHours();

        FluentActions.Invoking(() => SealedHours.SealHour(_hours.Folder, hours[1])).Should()
            .Throw<RecordingException>().WithMessage($"*{hours[1]}: {hours[0]} has to be sealed before");
    }

    [Fact]
    public void Without_a_decoder_for_its_exchange_an_hour_stays_in_the_log()
    {
        Record(hours: 1);
        var hour = _hours.Log.ClosedHours()[0];

        new Sealer(_hours.Folder, new Dictionary<string, IMessageDecoder>()).Invoking(sealer =>
                sealer.SealAsync(hour, CancellationToken.None).GetAwaiter().GetResult())
            .Should().Throw<RecordingException>().WithMessage("*there is no decoder for the exchange 'test'");

        _hours.Log.ClosedHours().Should().Equal(hour);
    }

    [Fact]
    public void What_nobody_said_is_recorded_is_told_and_its_log_is_kept()
    {
        _hours.Say("trades LTCUSD Stream|1 5 b 1.5 2");
        _hours.Test.Say(_hours.Log.Connect(9), "heartbeat");
        var hour = _hours.Test.Hour;

        _hours.Seal().UnknownPairs.Should().BeEquivalentTo("test:LTCUSD", "connection 9");

        Directory.GetFiles(_hours.Folder.UnknownOf(hour)).Select(Path.GetFileName)
            .Should().BeEquivalentTo("00007.frames", "00009.frames");
        _hours.Log.ClosedHours().Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Whether_pairs_are_sealed_one_by_one_or_together_each_has_all_that_is_about_it(long rowsAtOnce)
    {
        _hours.Main.Describe(TestLog.Pair with { Symbol = "ETHUSD" });
        _hours.Say("trades XBTUSD Stream|1 5 b 1.5 2", "trades ETHUSD Stream|7 5 b 1.5 2", "heartbeat");
        _hours.Say("trades XBTUSD Stream|2 6 b 1.5 2;trades ETHUSD Stream|8 6 b 1.5 2", "nonsense");
        _hours.Say("trades ETHUSD Stream|9 7 b 1.5 2;trades XBTUSD Stream|3 7 b 1.5 2");

        _hours.Seal(new SealOptions { RowsAtOnce = rowsAtOnce }).UnreadableFrames.Should().Be(1);

        _hours.Trades().Id.Values.AsSpan(0, 3).ToArray().Should().Equal(1, 2, 3);
        _hours.Segment(
                _hours.Name(SegmentKind.Trades, symbol: "ETHUSD"),
                info => new TradeBatch(info.PriceDecimals, info.QuantityDecimals))
            .Rows.Id.Values.AsSpan(0, 3).ToArray().Should().Equal(7, 8, 9);
        foreach (var symbol in new[] { "XBTUSD", "ETHUSD" })
        {
            var gaps = _hours.Segment(_hours.Name(SegmentKind.Gaps, symbol: symbol), _ => new GapBatch()).Rows;
            gaps.Count.Should().Be(2, "book and trades may both be missing");
        }
    }

    [Fact]
    public void A_number_with_more_decimals_than_the_exchange_tells_widens_its_files_and_stays_exact()
    {
        _hours.Say("book XBTUSD snapshot|b 100.5 0.123456789|a 101.25 1", "trades XBTUSD Stream|1 5 b 100.125 2");

        _hours.Seal();

        var (info, _) = _hours.Changes();
        (info.PriceDecimals, info.QuantityDecimals).Should().Be((3, 9));
        _hours.Snapshots().Price[0].Should().Be(100.5m);
        _hours.Snapshots().Quantity[0].Should().Be(0.123456789m);
        _hours.Trades().Price[0].Should().Be(100.125m);
    }

    [Fact]
    public void A_number_that_no_file_can_hold_is_told_and_the_hour_stays_in_the_log()
    {
        _hours.Say("trades XBTUSD Stream|1 5 b 100.1 12345678901234567.5");

        _hours.Invoking(hours => hours.Seal()).Should().Throw<RecordingException>()
            .WithMessage("test:XBTUSD: 12345678901234567.5 has more than 18 digits; the hour stays in the log");

        _hours.Log.ClosedHours().Should().HaveCount(1);
    }

    [Fact]
    public void Rows_are_written_in_groups_and_a_message_is_never_in_two()
    {
        var market = new TestMarket(3);
        _hours.Say(market.Snapshot());
        var level = string.Concat(Enumerable.Repeat("|b 1.0 1|b 1.0 0", 2_500)); // far from the best: pushed out
        for (var i = 0; i < 30; i++)
            _hours.Say($"book XBTUSD update{level}");
        _hours.Seal().Segments[0].Rows.Should().Be(150_000);

        var (_, rows) = _hours.Changes();

        rows.Count.Should().Be(135_000);
        _hours.Verify().Findings.Should().BeEmpty();
    }

    public void Dispose() => _hours.Dispose();

    /// <summary>Hours with changes, trades, minutes, a lost connection and missing trades.</summary>
    private void Record(int hours)
    {
        var market = new TestMarket(4);
        for (var hour = 0; hour < hours; hour++)
        {
            _hours.Say(market.Snapshot());
            _hours.Say(Enumerable.Range(0, 100).Select(_ => market.Update()));
            _hours.Say(market.Trades(5));
            market.Trades(2);
            _hours.Say(market.Trades(5));
            _hours.Listen(TimeSpan.FromMinutes(2));
            _hours.Note(FrameType.Closed, []);
            _hours.Test.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    private sealed class KilledException : Exception;

    /// <summary>The log again, in a directory of its own.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();
        private readonly RecordingFolder _folder;
        private readonly IReadOnlyList<RecordingHour> _hours;

        public Copy(RecordingFolder original)
        {
            _folder = new RecordingFolder(_here.Path);
            _hours = original.LogHours();
            foreach (var file in original.LogHours().SelectMany(original.LogFiles))
            {
                var path = Path.Combine(_here.Path, Path.GetRelativePath(original.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(file, path);
            }
        }

        /// <returns>True if it was killed.</returns>
        public bool Seal(Action<SealStep> reached)
        {
            try
            {
                foreach (var hour in _hours)
                    SealedHours.SealHour(_folder, hour, new SealOptions { Reached = reached });
                return false;
            }
            catch (KilledException)
            {
                return true;
            }
        }

        public Dictionary<string, string> Files() =>
            Directory.GetFiles(_here.Path, "*", SearchOption.AllDirectories).ToDictionary(
                file => Path.GetRelativePath(_here.Path, file), file => Convert.ToHexString(File.ReadAllBytes(file)));

        public void Dispose() => _here.Dispose();
    }
}

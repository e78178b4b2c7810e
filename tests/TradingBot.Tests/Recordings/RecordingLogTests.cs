using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Tests.Data;

namespace TradingBot.Tests.Recordings;

public sealed class RecordingLogTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TestLog _test = new();

    [Fact]
    public void Only_one_process_writes_a_recording()
    {
        using var log = _test.Open();

        _test.Invoking(test => test.Open()).Should().Throw<RecordingException>().WithMessage(
            $"{_test.Folder.Root}: another process writes this recording; "
            + "stop that one first, or use another directory");

        log.Dispose();
        _test.Open().Dispose();
    }

    [Fact]
    public void A_frame_is_in_the_file_when_Append_returns_and_on_the_disk_a_second_later()
    {
        using var log = _test.Open();
        var connection = log.Connect(7);

        _test.Say(connection, "one").Should().BeTrue();

        _test.Messages(7).Should().Equal("one");
        connection.DurableBytes.Should().Be(0);
        _test.Time.Advance(Second);
        connection.DurableBytes.Should().Be(new FileInfo(_test.Folder.LogOf(_test.Hour, 7)).Length);
    }

    [Fact]
    public void Frames_of_all_connections_are_numbered_in_one_row_that_goes_on_after_a_restart()
    {
        using (var log = _test.Open())
        {
            _test.Say(log.Connect(1), "a");
            _test.Say(log.Connect(2), "b");
            _test.Say(log.Connect(1), "c");
        }

        using (var log = _test.Open())
            _test.Say(log.Connect(2), "d");

        Frames.Read(_test.Folder.LogOf(_test.Hour, 1)).Numbers.Should().Equal(1, 3);
        Frames.Read(_test.Folder.LogOf(_test.Hour, 2)).Numbers.Should().Equal(2, 4);
    }

    [Fact]
    public void Numbers_go_on_behind_those_that_were_sealed()
    {
        var options = new RecordingLogOptions(_test.Time, _ => { }) { LastSequence = 99, FreeBytes = () => 1L << 40 };
        using var log = RecordingLog.Open(_test.Folder, options);

        _test.Say(log.Connect(1), "a");

        Frames.Read(_test.Folder.LogOf(_test.Hour, 1)).Numbers.Should().Equal(100);
    }

    [Fact]
    public void A_clock_that_was_put_back_does_not_write_into_hours_that_are_sealed()
    {
        var sealedUntil = _test.Hour.Next.Next;
        var options = new RecordingLogOptions(_test.Time, _ => { })
        {
            NotBefore = sealedUntil.Next,
            FreeBytes = () => 1L << 40,
        };
        using var log = RecordingLog.Open(_test.Folder, options);

        _test.Say(log.Connect(1), "a");

        _test.Folder.LogHours().Should().Equal(sealedUntil.Next);
        log.ClosedHours().Should().BeEmpty();
    }

    [Fact]
    public void An_hour_can_be_ended_before_its_time_so_that_what_comes_is_described_otherwise()
    {
        var hour = _test.Hour;
        using (var before = _test.Open())
            _test.Say(before.Connect(1), "a");
        using var log = _test.Open();

        log.BeginNextHour();
        _test.Say(log.Connect(1), "b");

        _test.Folder.LogHours().Should().Equal(hour, hour.Next);
        log.ClosedHours().Should().Equal(hour);
    }

    [Fact]
    public void Each_file_says_what_is_recorded_on_its_connection()
    {
        using var log = _test.Open();
        var connection = log.Connect(7);
        connection.Describe(TestLog.Pair);
        _test.Say(connection, "one");
        var before = _test.Hour;
        _test.Time.Advance(TimeSpan.FromHours(1));
        _test.Say(connection, "two");

        foreach (var hour in new[] { before, _test.Hour })
        {
            var first = Frames.Texts(_test.Folder.LogOf(hour, 7))[0];
            first.Type.Should().Be(FrameType.Pair);
            first.Text.Should().Be(
                """{"exchange":"test","symbol":"XBTUSD","priceDecimals":1,"quantityDecimals":8,"depth":10}""");
        }

        log.ClosedHours().Should().Equal(before);
    }

    [Fact]
    public void An_hour_is_closed_though_nothing_more_arrives()
    {
        using var log = _test.Open();
        _test.Say(log.Connect(7), "one");
        var before = _test.Hour;
        log.ClosedHours().Should().BeEmpty();

        _test.Time.Advance(TimeSpan.FromHours(1));

        log.ClosedHours().Should().Equal(before);
    }

    [Fact]
    public void What_comes_late_or_after_the_clock_was_set_back_is_not_written_to_a_closed_hour()
    {
        using var log = _test.Open();
        var (connection, late, before) = (log.Connect(7), _test.Now, _test.Hour);
        _test.Say(connection, "one");
        _test.Time.Advance(TimeSpan.FromHours(1));
        connection.Append(FrameType.Message, late, "late"u8.ToArray());
        _test.Time.SetWallClock(new DateTimeOffset(2026, 11, 20, 11, 0, 0, TimeSpan.Zero));
        _test.Time.Advance(Second);
        _test.Say(connection, "set back");

        Frames.Texts(_test.Folder.LogOf(before, 7)).Should().HaveCount(1);
        Frames.Texts(_test.Folder.LogOf(new RecordingHour(before.Number + 1), 7)).Should().HaveCount(2);
    }

    [Fact]
    public void Below_the_reserve_nothing_is_written_and_what_was_lost_is_a_gap_in_the_log()
    {
        using var log = _test.Open();
        var connection = log.Connect(7);
        _test.Say(connection, "one").Should().BeTrue();
        _test.FreeBytes = 100 << 20;
        _test.Time.Advance(Second);
        var first = _test.Now;
        _test.Say(connection, "two").Should().BeFalse();
        _test.Time.Advance(Second);
        _test.Say(connection, "three").Should().BeFalse();
        var last = _test.Now;
        _test.FreeBytes = 600 << 20; // above the reserve, but not by enough
        _test.Time.Advance(Second);
        log.IsStopped.Should().BeTrue();

        _test.FreeBytes = 700 << 20;
        _test.Time.Advance(Second);

        _test.Say(connection, "four").Should().BeTrue();
        Frames.Texts(_test.Folder.LogOf(_test.Hour, 7)).Should().Equal(
            (FrameType.Message, "one"),
            (FrameType.Gap,
                $$$"""
                {"gap":{"kind":"both","reason":"disk full","fromReceivedMicros":{{{first.WallMicros}}},
                "toReceivedMicros":{{{last.WallMicros}}},"lost":2,"isBackfilled":false}}
                """.ReplaceLineEndings("")),
            (FrameType.Message, "four"));
        _test.Notices.Should().Equal(
            $"recording stopped: {_test.Folder.Root}: 100 MiB are free, less than the reserve of 512 MiB",
            $"recording goes on: {_test.Folder.Root}: 700 MiB are free; 2 messages were not recorded, which is a gap");
    }

    [SmallDiskFact]
    public void On_a_disk_that_is_really_full_the_last_frame_stays_whole_and_the_log_goes_on()
    {
        using var here = new TemporaryDirectory();
        using var disk = SmallDisk.TryMount(here.Path, "256k");
        var folder = new RecordingFolder(here.Path);
        var notices = new List<DiskNotice>();
        var options = new RecordingLogOptions(_test.Time, notices.Add) { Limits = new DiskLimits(0, 0) };
        using (var log = RecordingLog.Open(folder, options))
        {
            var connection = log.Connect(7);
            File.WriteAllBytes(here["filler"], new byte[100_000]);
            var written = 0;
            while (connection.Append(FrameType.Message, _test.Now, new byte[3000]))
                written++;
            connection.Append(FrameType.Message, _test.Now, new byte[3000]).Should().BeFalse();
            var path = folder.LogOf(_test.Hour, 7);
            FrameScan.Of(path).Should().BeEquivalentTo(new { Frames = written, TornBytes = 0 });

            File.Delete(here["filler"]);
            _test.Time.Advance(Second);

            connection.Append(FrameType.Message, _test.Now, new byte[3000]).Should().BeTrue();
            Frames.Texts(path)[^2].Text.Should().Contain("\"lost\":2");
            FrameScan.Of(path).Should().BeEquivalentTo(new { Frames = written + 2, TornBytes = 0 });
        }

        notices.ConvertAll(notice => notice.IsStopped).Should().Equal(true, false);
    }

    [Fact]
    public void A_pair_that_cannot_stand_in_a_path_is_refused()
    {
        using var log = _test.Open();

        log.Connect(7).Invoking(connection => connection.Describe(TestLog.Pair with { Symbol = "../XBT" }))
            .Should().Throw<RecordingException>()
            .WithMessage("pair '../XBT': letters, digits, dots and hyphens are allowed");
    }

    public void Dispose() => _test.Dispose();
}

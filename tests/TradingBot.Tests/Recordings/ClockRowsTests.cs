using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Collecting;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

public sealed class ClockRowsTests : IDisposable
{
    private readonly SealedHours _hours = new();

    [Fact]
    public void Each_measurement_is_a_row_of_the_pair_and_can_be_read_when_the_log_is_gone()
    {
        _hours.Say("heartbeat");
        Note(1_270_000, 500_000);
        var (first, _) = _hours.Test.Now;
        _hours.Listen(TimeSpan.FromMinutes(1));
        Note(-40, 512_345);
        var (second, _) = _hours.Test.Now;

        var line = _hours.Seal().Segments.Single(segment => segment.Path.Contains("kind=clock"));

        var rows = _hours.Segment(_hours.Name(SegmentKind.Clock), _ => new ClockBatch()).Rows;
        Enumerable.Range(0, rows.Count).Select(row => string.Join(' ', rows.Columns.Select(column => column.Text(row))))
            .Should().Equal($"{first} 1270000 500000", $"{second} -40 512345");
        (line.Rows, line.FromMicros, line.ToMicros).Should().Be((2, first, second));
        _hours.Verify().Findings.Should().BeEmpty();
    }

    /// <summary>The time comes by REST: a connection of which nothing is heard is no better for it.</summary>
    [Fact]
    public void A_measurement_does_not_prove_that_a_connection_lives()
    {
        var market = new TestMarket(1);
        _hours.Say(market.Snapshot());
        for (var second = 0; second < 180; second += 5)
        {
            Note(0, 500_000);
            _hours.Test.Time.Advance(TimeSpan.FromSeconds(5));
        }

        _hours.Say(market.Update());
        _hours.Listen(TimeSpan.FromMinutes(2));
        _hours.Seal();

        var minutes = _hours.Minutes();
        minutes.Minute.Values.AsSpan(0, minutes.Count).ToArray()
            .Should().NotContain(_hours.Name(SegmentKind.Minutes).Hour.StartMicros);
    }

    [Theory]
    [InlineData(0, 0, 500_000, 500_000)]
    [InlineData(40_000, 0, 520_000, 520_000)]
    [InlineData(41, 3_000_000, 3_500_020, 500_021)]
    [InlineData(0, -2_000_000, -1_500_000, 500_000)]
    public void The_truth_lies_within_the_uncertainty_around_the_offset(
        long way, long ahead, long offset, long uncertainty)
    {
        var asked = new Receipt(7_000_000, 50);
        var answered = new Receipt(7_000_000 + way, 50 + way);

        var note = ClockRecords.Measured(7_000_000 + way + ahead, asked, answered);

        note.UncertaintyMicros.Should().Be(uncertainty);
        note.OffsetMicros.Should().Be(offset);
    }

    /// <summary>The wall's clock may be set between question and answer.</summary>
    [Fact]
    public void The_way_is_measured_by_the_clock_that_never_jumps() =>
        ClockRecords.Measured(9_000_000, new Receipt(1, 100), new Receipt(9_000_000, 100_100)).Should().Be(
            new ClockNote(550_000, 550_000));

    public void Dispose() => _hours.Dispose();

    private void Note(long offset, long uncertainty) =>
        _hours.Note(FrameType.Clock, NoteJson.Bytes(new ClockNote(offset, uncertainty)));
}

using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Recordings;

public sealed class SegmentTests : IDisposable
{
    private static readonly SegmentInfo Info = new(2, 8, 100)
    {
        IsBookKnownAtEnd = true,
        LastId = 17,
        LastMessage = 4,
        Digests = [(1, "ab"), (4, "cd")],
    };

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    private string File => _here["12.parquet"];

    [Theory]
    [InlineData("changes")]
    [InlineData("trades")]
    [InlineData("snapshots")]
    [InlineData("gaps")]
    [InlineData("minutes")]
    public async Task Rows_of_every_kind_are_read_as_they_were_written(string kind)
    {
        RowBatch batch = kind switch
        {
            "changes" => Changes(1000),
            "trades" => Trades(1000),
            "snapshots" => Snapshots(1000),
            "gaps" => Gaps(1000),
            _ => Minutes(1000),
        };
        await WriteAsync(batch);
        var expected = batch.Checksums();
        batch.Clear();

        await using var reader = await SegmentReader.OpenAsync(File);
        await reader.ReadAsync(0, batch);

        reader.Info.Should().BeEquivalentTo(Info);
        (reader.Groups, batch.Count).Should().Be((1, 1000));
        batch.Checksums().Should().Equal(expected).And.OnlyHaveUniqueItems("no column is that of another");
    }

    [Fact]
    public async Task Numbers_of_eighteen_digits_and_unknown_ones_come_back()
    {
        var batch = new ChangeBatch(18, 0);
        const long most = 999_999_999_999_999_999;
        batch.Add(new ChangeRow(long.MaxValue, -1, 0, true, -most, most, true, 1, null, uint.MaxValue));
        batch.Add(new ChangeRow(long.MinValue, 0, 0, false, 1, 0, false, null, null, null));
        await WriteAsync(batch, batch);
        batch.Clear();

        await using var reader = await SegmentReader.OpenAsync(File);
        await reader.ReadAsync(1, batch);

        reader.Groups.Should().Be(2);
        (batch.Message.Values[0], batch.Message.Values[1]).Should().Be((long.MaxValue, long.MinValue));
        (batch.Price[0], batch.Price[1]).Should().Be((-0.999999999999999999m, 0.000000000000000001m));
        (batch.FirstId[0], batch.FirstId[1], batch.LastId[0]).Should().Be((1, null, null));
        batch.Checksum[0].Should().Be(uint.MaxValue);
    }

    [Fact]
    public async Task A_segment_without_rows_says_what_it_is()
    {
        await WriteAsync(new ChangeBatch(2, 8));

        await using var reader = await SegmentReader.OpenAsync(File);

        (reader.Groups, reader.Info.LastMessage).Should().Be((0, 4));
    }

    [Fact]
    public async Task A_file_without_its_end_is_refused_in_one_line()
    {
        await WriteAsync(Trades(100));
        await System.IO.File.WriteAllBytesAsync(File, System.IO.File.ReadAllBytes(File)[..^20]);

        await FluentActions.Awaiting(() => SegmentReader.OpenAsync(File))
            .Should().ThrowAsync<RecordingException>().WithMessage($"{File}: cannot be read: *");
    }

    [Fact]
    public async Task A_file_with_other_columns_is_refused()
    {
        await WriteAsync(Trades(100));

        await using var reader = await SegmentReader.OpenAsync(File);

        await reader.Awaiting(that => that.ReadAsync(0, new ChangeBatch(2, 8)))
            .Should().ThrowAsync<RecordingException>().WithMessage($"{File}: has no column msg");
    }

    [Theory]
    [InlineData("", "is not a segment of a recording")]
    [InlineData("9", "has version 9; this program reads 1")]
    public void Metadata_of_others_are_refused(string version, string message)
    {
        var metadata = new Dictionary<string, string>(Info.ToMetadata());
        if (version.Length == 0)
            metadata.Remove("tradingbot.version");
        else
            metadata["tradingbot.version"] = version;

        FluentActions.Invoking(() => SegmentInfo.Of(metadata, "x")).Should().Throw<RecordingException>()
            .WithMessage($"x: {message}");
    }

    [Fact]
    public void A_segments_path_is_read_as_it_is_written_and_nothing_else_is()
    {
        var hour = RecordingHour.Parse("2026-11-30T07")!.Value;
        var name = new SegmentName("kraken", "XBTUSD", SegmentKind.Changes, hour);

        name.Path.Should().Be("exchange=kraken/pair=XBTUSD/kind=changes/date=2026-11-30/07.parquet");
        SegmentName.Parse(name.Path).Should().Be(name);
        SegmentName.Parse(name.Path.Replace("changes", "chances")).Should().BeNull();
        SegmentName.Parse(name.Path.Replace("-30", "-31")).Should().BeNull();
        SegmentName.Parse("../" + name.Path).Should().BeNull();
    }

    public void Dispose() => _here.Dispose();

    private async Task WriteAsync(params RowBatch[] groups)
    {
        await using var writer = await SegmentWriter.CreateAsync(File, groups[0]);
        foreach (var group in groups)
            await writer.WriteAsync(group);
        await writer.CompleteAsync(Info);
    }

    private static ChangeBatch Changes(int rows)
    {
        var (batch, random) = (new ChangeBatch(2, 8), new Random(1));
        for (var row = 0; row < rows; row++)
        {
            batch.Add(new ChangeRow(
                row / 3, random.Next(), random.Next(), random.Next(2) == 0, random.Next(), random.Next(),
                random.Next(9) == 0, row % 3 == 0 ? row : null, row + 1, row % 64 == 0 ? random.Next() : null));
        }

        return batch;
    }

    private static TradeBatch Trades(int rows)
    {
        var (batch, random) = (new TradeBatch(2, 8), new Random(2));
        for (var row = 0; row < rows; row++)
        {
            bool? isMarket = random.Next(3) switch { 0 => true, 1 => false, _ => null };
            batch.Add(new TradeRow(
                row, random.Next(), random.Next(), random.Next(2) == 0, random.Next(), random.Next(), isMarket,
                (TradeSource)random.Next(3)));
        }

        return batch;
    }

    private static SnapshotBatch Snapshots(int rows)
    {
        var (batch, random) = (new SnapshotBatch(2, 8), new Random(3));
        for (var row = 0; row < rows; row++)
        {
            batch.Add(new SnapshotRow(
                row / 20, row / 10, row % 2 == 0 ? random.Next() : null, random.Next(), (SnapshotReason)random.Next(3),
                random.Next(2) == 0, random.Next(), random.Next()));
        }

        return batch;
    }

    private static GapBatch Gaps(int rows)
    {
        var (batch, random) = (new GapBatch(), new Random(4));
        for (var row = 0; row < rows; row++)
        {
            batch.Add(new GapRow(row % 3 == 0 ? GapRow.Book : GapRow.Trades, $"reason {random.Next(5)} für ü")
            {
                FromExchangeMicros = Maybe(),
                ToExchangeMicros = Maybe(),
                FromReceivedMicros = Maybe(),
                ToReceivedMicros = Maybe(),
                LastId = Maybe(),
                NextId = Maybe(),
                Lost = Maybe(),
                IsBackfilled = random.Next(2) == 0,
            });
        }

        return batch;

        long? Maybe() => random.Next(3) == 0 ? null : random.NextInt64();
    }

    private static MinuteBatch Minutes(int rows)
    {
        var (batch, random) = (new MinuteBatch(2), new Random(5));
        for (var row = 0; row < rows; row++)
        {
            batch.Add(new MinuteRow(
                row * 60_000_000L,
                random.Next(),
                row % 5 == 0 ? null : random.NextInt64(),
                random.Next(2) == 0,
                random.Next(),
                random.Next(),
                [.. batch.Figures.Select(_ => random.Next(7) == 0 ? double.NaN : random.NextDouble())]));
        }

        return batch;
    }
}

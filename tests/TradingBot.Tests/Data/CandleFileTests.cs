using System.Buffers.Binary;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data;

public sealed class CandleFileTests
{
    private static readonly SeriesName Hourly = SeriesName.Parse("XBTUSD_60")!.Value;

    [Fact]
    public void What_is_written_is_read_again_bit_by_bit()
    {
        using var here = new TemporaryDirectory();
        var candles = Candles(5000);
        using var file = CandleFile.Open(Write(here, candles), Hourly);
        file.Candles.ToArray().Should().Equal(candles);
        (file.Count, file.FirstOpenSeconds, file.LastOpenSeconds).Should().Be((5000, 0, 4999 * 7200));
        file.SizeInBytes.Should().Be(64 + 5000 * 48 + 2 * 4);
        file.Checksum.Should().NotBe(0);
    }

    [Fact]
    public void The_same_candles_have_the_same_checksum_however_they_were_written()
    {
        using var here = new TemporaryDirectory();
        var candles = Candles(5000);
        using var first = CandleFile.Open(Write(here, candles, batchSize: 4999), Hourly);
        using var second = CandleFile.Open(Write(here, candles, batchSize: 13), Hourly);
        second.Checksum.Should().Be(first.Checksum);
    }

    [Fact]
    public void A_range_is_found_by_time_its_start_included_and_its_end_not()
    {
        using var here = new TemporaryDirectory();
        var candles = Candles(200_000); // several batches; every second hour
        using var file = CandleFile.Open(Write(here, candles), Hourly);
        file.IndexOf(-1).Should().Be(0);
        file.IndexOf(7200).Should().Be(1);
        file.IndexOf(7201).Should().Be(2);
        file.IndexOf(long.MaxValue).Should().Be(200_000);
        ReadAll(file, long.MinValue, long.MaxValue).Should().Equal(candles);
        ReadAll(file, 7200, 150_000 * 7200L).Should().Equal(candles[1..150_000]);
        ReadAll(file, 7201, 14_400).Should().BeEmpty();
        ReadAll(file, 20_000, 10_000).Should().BeEmpty();
        ReadAll(file, 200_000 * 7200L, long.MaxValue).Should().BeEmpty();
    }

    [Fact]
    public void Damage_to_any_byte_of_the_header_is_found_on_opening()
    {
        using var here = new TemporaryDirectory();
        var path = Write(here, Candles(10));
        for (var at = 0; at < 64; at++)
            OpeningWithChangedByte(path, at).Should().Throw<CandleStoreException>($"byte {at} is changed");
    }

    [Fact]
    public void Damage_to_any_byte_of_the_data_or_of_its_checksum_is_found_when_it_is_read()
    {
        using var here = new TemporaryDirectory();
        var path = Write(here, Candles(10));
        for (var at = 64; at < 64 + 480 + 4; at++)
        {
            OpeningWithChangedByte(path, at, file => file.Candles.ToArray()).Should().Throw<CandleStoreException>()
                .WithMessage($"{path} is damaged (data checksum): delete it and import its candles again");
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(-48)]
    [InlineData(-500)]
    [InlineData(-548)]
    public void A_file_of_another_length_is_refused(int change)
    {
        using var here = new TemporaryDirectory();
        var path = Write(here, Candles(10));
        using (var file = new FileStream(path, FileMode.Open))
            file.SetLength(file.Length + change);
        Opening(path, Hourly).Should().Throw<CandleStoreException>().WithMessage($"{path} is *: delete it and import*");
    }

    [Fact]
    public void A_file_of_a_later_version_names_the_program_that_wrote_it_and_what_can_be_done()
    {
        using var here = new TemporaryDirectory();
        var path = Write(here, Candles(10));
        OpeningWithChangedByte(path, 8).Should().Throw<CandleStoreException>().WithMessage(
            $"{path} was written by a later TradingBot (version 253; this one reads versions 1 and 2): "
            + "use that one, or delete it and import its candles again");
    }

    [Fact]
    public void A_version_that_no_program_wrote_or_a_file_of_another_kind_is_refused()
    {
        using var here = new TemporaryDirectory();
        var path = Write(here, Candles(10));
        OpeningWithChangedByte(path, 11).Should().Throw<CandleStoreException>()
            .WithMessage($"{path} is damaged (its version is -*): delete it and import its candles again");
        OpeningWithChangedByte(path, 0).Should().Throw<CandleStoreException>().WithMessage("* is not a candle file *");
        File.WriteAllText(path, Csv.Hours(0, 10));
        Opening(path, Hourly).Should().Throw<CandleStoreException>().WithMessage("* is not a candle file *");
    }

    [Theory]
    [InlineData("XBTEUR_60")]
    [InlineData("XBTUSD_1440")]
    public void A_file_that_was_given_the_name_of_another_series_is_refused(string name)
    {
        using var here = new TemporaryDirectory();
        Opening(Write(here, Candles(10)), SeriesName.Parse(name)!.Value).Should().Throw<CandleStoreException>()
            .WithMessage($"*holds XBTUSD_60, not {name}*");
    }

    [Fact]
    public void A_missing_file_is_a_line_for_the_user()
    {
        using var here = new TemporaryDirectory();
        Opening(here["XBTUSD_60.candles"], Hourly).Should().Throw<CandleStoreException>()
            .WithMessage("*XBTUSD_60.candles: no stored candles of XBTUSD_60; import them first");
        Opening(here["none/XBTUSD_60.candles"], Hourly).Should().Throw<CandleStoreException>();
        Opening(here.Path, Hourly).Should().Throw<CandleStoreException>();
    }

    [Fact]
    public void An_open_file_keeps_its_candles_when_it_is_replaced()
    {
        using var here = new TemporaryDirectory();
        using var old = CandleFile.Open(Write(here, Candles(10)), Hourly);
        Write(here, Candles(20));
        old.Candles.ToArray().Should().Equal(Candles(10));
    }

    [Fact]
    public void A_closed_file_cannot_be_read()
    {
        using var here = new TemporaryDirectory();
        var file = CandleFile.Open(Write(here, Candles(10)), Hourly);
        var source = file.Read(0, long.MaxValue);
        file.Dispose();
        file.Dispose();
        var reading = () => source.Next().Span.Length;
        reading.Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void A_writer_that_is_not_published_leaves_nothing_behind()
    {
        using var here = new TemporaryDirectory();
        using (var writer = new CandleFileWriter(here.Path, Hourly))
        {
            writer.Append(Candles(10));
            writer.Complete();
        }

        Directory.GetFiles(here.Path).Should().BeEmpty();
    }

    [Fact]
    public void The_header_is_laid_out_as_documented()
    {
        using var here = new TemporaryDirectory();
        var bytes = File.ReadAllBytes(Write(here, Candles(10)));
        bytes[..8].Should().Equal([0x1A, .. "CANDLS\n"u8]);
        BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)).Should().Be(2, "version");
        BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)).Should().Be(60, "minutes");
        BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)).Should().Be(10, "count");
        bytes[24..31].Should().Equal([.. "XBTUSD"u8, 0]);
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(52)).Should().Be(Crc32C.Append(0, bytes.AsSpan(64, 480)));
        BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(56)).Should().Be(48, "bytes of a record");
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(60)).Should().Be(Crc32C.Append(0, bytes.AsSpan(0, 60)));
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(544)).Should()
            .Be(Crc32C.Append(0, bytes.AsSpan(64, 480)), "the only block's");
        bytes.Should().HaveCount(548);
    }

    internal static Candle[] Candles(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new Candle(i * 7200L, 100 + i, 101.5 + i, 99 + i, 100.1 + i, i / 3.0, i))];

    internal static string Write(TemporaryDirectory here, Candle[] candles, int batchSize = 10_000)
    {
        using var writer = new CandleFileWriter(here.Path, Hourly);
        foreach (var batch in candles.Chunk(batchSize))
            writer.Append(batch);
        writer.Complete();
        return writer.Publish();
    }

    internal static List<Candle> ReadAll(CandleFile file, long from, long to)
    {
        var candles = new List<Candle>();
        var source = file.Read(from, to);
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
            candles.AddRange(batch.Span);
        return candles;
    }

    internal static Action Opening(string path, SeriesName series) => () => CandleFile.Open(path, series).Dispose();

    private static Action OpeningWithChangedByte(string path, int at, Action<CandleFile>? use = null) => () =>
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0xFF;
        var damaged = path + ".damaged";
        File.WriteAllBytes(damaged, bytes);
        try
        {
            using var file = CandleFile.Open(damaged, Hourly);
            use?.Invoke(file);
        }
        catch (CandleStoreException failure)
        {
            throw new CandleStoreException(failure.Message.Replace(".damaged", "", StringComparison.Ordinal));
        }
    };
}

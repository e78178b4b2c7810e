using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using static TradingBot.Tests.Data.CandleFileTests;

namespace TradingBot.Tests.Data;

/// <summary>Candles are verified block by block, when they are read.</summary>
public sealed class CandleBlockTests
{
    private static readonly SeriesName Hourly = SeriesName.Parse("XBTUSD_60")!.Value;

    [Fact]
    public void What_is_not_damaged_is_read_and_what_is_damaged_never()
    {
        using var here = new TemporaryDirectory();
        var candles = Candles(20_000); // five blocks
        var path = Write(here, candles);
        Damage(path, 64 + 14_000 * 48);

        using var file = CandleFile.Open(path, Hourly);
        ReadAll(file, 0, 8192 * 7200).Should().Equal(candles[..8192]);
        (file.FirstOpenSeconds, file.LastOpenSeconds).Should().Be((0, 19_999 * 7200));
        Action[] readings =
        [
            () => ReadAll(file, 0, long.MaxValue), // a part of it is damaged
            () => ReadAll(file, 12_288 * 7200, 12_289 * 7200), // it is not, but has a checksum with what is
            () => file.IndexOf(14_001 * 7200),
            () => _ = file.Candles.Length,
            file.VerifyAll,
        ];
        readings.Should().AllSatisfy(reading => reading.Should().Throw<CandleStoreException>()
            .WithMessage($"{path} is damaged (data checksum): delete it and import its candles again"));
    }

    [Fact]
    public void A_file_of_the_first_version_is_read_and_verified_on_opening()
    {
        using var here = new TemporaryDirectory();
        var candles = Candles(10_000);
        var path = Write(here, candles);
        var checksum = InFirstVersion(path, candles);

        using (var file = CandleFile.Open(path, Hourly))
        {
            file.Candles.ToArray().Should().Equal(candles);
            file.Checksum.Should().Be(checksum);
        }

        CandleFile.CountOf(path).Should().Be(10_000);
        Damage(path, 64 + 9_000 * 48);
        Opening(path, Hourly).Should().Throw<CandleStoreException>().WithMessage("* is damaged (data checksum): *");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(50_000)]
    public void The_checksums_behind_the_candles_are_not_counted_as_candles(int count)
    {
        using var here = new TemporaryDirectory();
        var path = Write(here, Candles(count));

        CandleFile.CountOf(path).Should().Be(count);
        CandleFile.RangeOf(path, Hourly).Should().Be((0L, (count - 1) * 7200L + 3600));
        using (var file = new FileStream(path, FileMode.Open))
            file.SetLength(64 + 48);
        CandleFile.CountOf(path).Should().Be(1);
    }

    /// <summary>Each block is 4096 candles; the last one has what is left.</summary>
    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(10_000)]
    public void Behind_the_candles_are_the_checksums_of_their_blocks(int count)
    {
        using var here = new TemporaryDirectory();
        var bytes = File.ReadAllBytes(Write(here, Candles(count), batchSize: 1000));

        var blocks = bytes[64..(64 + count * 48)].Chunk(4096 * 48).Select(block => Crc32C.Append(0, block));
        bytes[(64 + count * 48)..].Chunk(4).Select(word => BinaryPrimitives.ReadUInt32LittleEndian(word))
            .Should().Equal(blocks);
    }

    /// <summary>As it was written before there were blocks.</summary>
    private static uint InFirstVersion(string path, Candle[] candles)
    {
        var records = MemoryMarshal.AsBytes(candles.AsSpan());
        var checksum = Crc32C.Append(0, records);
        var header = new CandleFileHeader(Hourly, "XBTUSD", candles.Length, 48, checksum, version: 1);
        File.WriteAllBytes(path, [.. MemoryMarshal.AsBytes(new ReadOnlySpan<CandleFileHeader>(in header)), .. records]);
        return checksum;
    }

    private static void Damage(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}

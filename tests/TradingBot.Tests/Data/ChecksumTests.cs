using TradingBot.Core;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data;

public sealed class ChecksumTests
{
    [Fact]
    public void Crc32C_gives_the_published_values()
    {
        Crc32C.Append(0, "123456789"u8).Should().Be(0xE3069283); // the check value of the Rocksoft catalogue
        Crc32C.Append(0, new byte[32]).Should().Be(0x8A9136AA); // RFC 3720, B.4
        Crc32C.Append(0, [.. Enumerable.Range(0, 32).Select(i => (byte)i)]).Should().Be(0x46DD794E);
        Crc32C.Append(0, []).Should().Be(0);
    }

    [Fact]
    public void Crc32_gives_the_published_value() => Crc32.Append(0, "123456789"u8).Should().Be(0xCBF43926);

    [Fact]
    public void Both_are_the_bit_by_bit_division_at_every_length_and_can_be_continued_anywhere()
    {
        var data = new byte[40_000];
        new Random(7).NextBytes(data);
        foreach (var length in new[] { 1, 7, 8, 9, 63, 4096, 12_287, 12_288, 12_289, 24_576, 36_871, 40_000 })
        {
            var part = data.AsSpan(0, length);
            var cut = length / 3;
            Crc32C.Append(0, part).Should().Be(BitByBit(part, 0x82F63B78));
            Crc32C.Append(Crc32C.Append(0, part[..cut]), part[cut..]).Should().Be(Crc32C.Append(0, part));
            Crc32.Append(0, part).Should().Be(BitByBit(part, 0xEDB88320));
            Crc32.Append(Crc32.Append(0, part[..cut]), part[cut..]).Should().Be(Crc32.Append(0, part));
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> data, uint reversedPolynomial)
    {
        var state = uint.MaxValue;
        foreach (var value in data)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
                state = (state & 1) == 0 ? state >> 1 : state >> 1 ^ reversedPolynomial;
        }

        return ~state;
    }
}

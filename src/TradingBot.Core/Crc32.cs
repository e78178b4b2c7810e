using System.Buffers.Binary;

namespace TradingBot.Core;

/// <summary>The CRC-32 of ZIP archives and of Kraken's books (IEEE 802.3), eight bytes a step.</summary>
public static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;

    private static readonly uint[] Tables = EightTables();

    /// <summary>The checksum of what <paramref name="checksum"/> covers (0 for nothing) followed by the data.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> data)
    {
        var tables = Tables;
        var state = ~checksum;
        for (; data.Length >= 8; data = data[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ state;
            state = 0;
            for (var table = 7; table >= 0; table--, word >>= 8)
                state ^= tables[(table << 8) + (byte)word];
        }

        foreach (var last in data)
            state = (state >> 8) ^ tables[(byte)(state ^ last)];
        return ~state;
    }

    private static uint[] EightTables()
    {
        var tables = new uint[8 * 256];
        for (var value = 0; value < 256; value++)
        {
            var state = (uint)value;
            for (var bit = 0; bit < 8; bit++)
                state = (state >> 1) ^ ((state & 1) * ReversedPolynomial);
            tables[value] = state;
        }

        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}

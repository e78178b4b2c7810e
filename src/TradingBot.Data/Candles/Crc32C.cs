using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TradingBot.Data.Candles;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 appendix B.4). Processors have an instruction for it that takes three cycles but
/// starts every cycle, so three lanes run side by side; where there is none, .NET computes the same value in software.
/// </summary>
internal static class Crc32C
{
    private const int LaneBytes = 4096;
    private const int LaneWords = LaneBytes / sizeof(ulong);

    private static readonly uint[] PastOneLane = ShiftTable();

    /// <summary>The checksum of what <paramref name="checksum"/> covers (0 for nothing) followed by the data.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> data)
    {
        var state = ~checksum;
        while (data.Length >= 3 * LaneBytes)
        {
            state = ThreeLanes(state, MemoryMarshal.Cast<byte, ulong>(data[..(3 * LaneBytes)]));
            data = data[(3 * LaneBytes)..];
        }

        foreach (var word in MemoryMarshal.Cast<byte, ulong>(data))
            state = BitOperations.Crc32C(state, word);
        foreach (var last in data[(data.Length & ~7)..])
            state = BitOperations.Crc32C(state, last);
        return ~state;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a file is opened once: there is no second, faster time
    private static uint ThreeLanes(uint state, ReadOnlySpan<ulong> words)
    {
        var first = words[..LaneWords];
        var second = words.Slice(LaneWords, LaneWords);
        var third = words.Slice(2 * LaneWords, LaneWords);
        var (a, b, c) = (state, 0u, 0u);
        for (var i = 0; i < LaneWords; i++)
        {
            a = BitOperations.Crc32C(a, first[i]);
            b = BitOperations.Crc32C(b, second[i]);
            c = BitOperations.Crc32C(c, third[i]);
        }

        return Shift(Shift(a) ^ b) ^ c;
    }

    /// <summary>The state after a further lane of zero bytes: what a lane adds to the state behind the next.</summary>
    private static uint Shift(uint state) =>
        PastOneLane[state & 0xFF]
        ^ PastOneLane[256 + ((state >> 8) & 0xFF)]
        ^ PastOneLane[512 + ((state >> 16) & 0xFF)]
        ^ PastOneLane[768 + (state >> 24)];

    // The shift is linear over XOR: 32 single bits give the table of all states, byte by byte.
    private static uint[] ShiftTable()
    {
        var table = new uint[4 * 256];
        for (var bit = 0; bit < 32; bit++)
        {
            var state = 1u << bit;
            for (var i = 0; i < LaneWords; i++)
                state = BitOperations.Crc32C(state, 0UL);
            var row = bit / 8 * 256;
            for (var value = 0; value < 256; value++)
            {
                if ((value >> (bit % 8) & 1) != 0)
                    table[row + value] ^= state;
            }
        }

        return table;
    }
}

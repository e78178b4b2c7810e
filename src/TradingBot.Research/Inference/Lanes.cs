using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradingBot.Research.Inference;

/// <summary>
/// Arithmetic on rows of numbers, four at a time on every machine, so that every machine adds in the same order and
/// gets the same digits.
/// </summary>
internal static class Lanes
{
    private static readonly int Width = Vector256<double>.Count;

    /// <summary>Adds a row to sums.</summary>
    public static void Add(Span<double> sums, ReadOnlySpan<double> row)
    {
        var at = 0;
        ref var first = ref MemoryMarshal.GetReference(sums);
        ref var other = ref MemoryMarshal.GetReference(row[..sums.Length]);
        for (; at <= sums.Length - Width; at += Width)
        {
            var sum = Vector256.LoadUnsafe(ref first, (nuint)at) + Vector256.LoadUnsafe(ref other, (nuint)at);
            sum.StoreUnsafe(ref first, (nuint)at);
        }

        for (; at < sums.Length; at++)
            sums[at] += row[at];
    }

    /// <summary>The sum of the products of two rows.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var at = 0;
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var other = ref MemoryMarshal.GetReference(right[..left.Length]);
        var sums = Vector256<double>.Zero;
        for (; at <= left.Length - Width; at += Width)
            sums += Vector256.LoadUnsafe(ref first, (nuint)at) * Vector256.LoadUnsafe(ref other, (nuint)at);
        var total = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; at < left.Length; at++)
            total += left[at] * right[at];
        return total;
    }
}

using System.Globalization;
using System.Numerics;

namespace TradingBot.Bots.Loop;

/// <summary>
/// How long it took from a frame's arrival until the order it led to was handed to the socket, in buckets an eighth of
/// their size wide. Not thread-safe.
/// </summary>
internal sealed class TickToOrder
{
    private const int Steps = 8; // buckets in each doubling
    private readonly long[] _counts = new long[64 * Steps];

    public long Count { get; private set; }

    public void Add(TimeSpan time)
    {
        _counts[BucketOf(Math.Max(0, (long)time.TotalMicroseconds))]++;
        Count++;
    }

    /// <summary>The upper end of the bucket in which that share of the orders is reached.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Percentile(double share)
    {
        var needed = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= needed && seen > 0)
                return TimeSpan.FromMicroseconds(EndOf(bucket));
        }

        return TimeSpan.Zero;
    }

    public override string ToString() => Count == 0
        ? "no order"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {Milliseconds(0.5):0.00} ms, p99 {Milliseconds(0.99):0.00} ms, "
            + $"{Count} {(Count == 1 ? "order" : "orders")}");

    private double Milliseconds(double share) => Percentile(share).TotalMilliseconds;

    private static int BucketOf(long microseconds)
    {
        if (microseconds < Steps)
            return (int)microseconds;
        var doublings = BitOperations.Log2((ulong)microseconds) - 3;
        return Steps * (doublings + 1) + (int)(microseconds >> doublings) - Steps;
    }

    private static long EndOf(int bucket)
    {
        if (bucket < Steps)
            return bucket + 1;
        var doublings = bucket / Steps - 1;
        return (bucket % Steps + Steps + 1L) << doublings;
    }
}

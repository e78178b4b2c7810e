namespace TradingBot.Data.Recordings.Log;

/// <summary>When the log stops for want of space, and when it goes on.</summary>
/// <param name="Reserve">Stop when less is free, bytes: the segments of the closed hour still have to fit.</param>
/// <param name="Resume">Go on when this much is free; above the reserve, or it would stop and go on each
/// second.</param>
internal sealed record DiskLimits(long Reserve, long Resume)
{
    public static DiskLimits Default { get; } = new(512L << 20, 640L << 20);
}

/// <summary>What the log says about its disk. <see cref="ToString"/> is a line for the user.</summary>
/// <param name="IsStopped">True when it stops, false when it goes on.</param>
/// <param name="Reason">Why.</param>
/// <param name="Lost">When it goes on: frames that were not written meanwhile.</param>
internal readonly record struct DiskNotice(bool IsStopped, string Reason, long Lost)
{
    public override string ToString() => IsStopped
        ? $"recording stopped: {Reason}"
        : $"recording goes on: {Reason}; {Lost} messages were not recorded, which is a gap";
}

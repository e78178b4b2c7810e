namespace TradingBot.Data.Recordings.Checks;

/// <summary>What is wrong with a recording.</summary>
/// <param name="Place">A segment's path, a pair, or the manifest.</param>
/// <param name="What">What is wrong, for the user.</param>
internal readonly record struct VerifyFinding(string Place, string What)
{
    public override string ToString() => $"{Place}: {What}";
}

/// <summary>What was verified, and what was found.</summary>
internal sealed class VerifyReport
{
    private readonly List<VerifyFinding> _findings = [];

    public IReadOnlyList<VerifyFinding> Findings => _findings;

    public long Segments { get; set; }

    public long Rows { get; set; }

    /// <summary>Checksums of the exchange that a rebuilt book was compared with.</summary>
    public long Checksums { get; set; }

    /// <summary>Digests of the recorder's own book that a rebuilt one was compared with.</summary>
    public long Digests { get; set; }

    /// <summary>Hours whose first snapshot was compared with the book at the end of the hour before.</summary>
    public long Joins { get; set; }

    public long Trades { get; set; }

    /// <summary>Minutes with figures.</summary>
    public long Minutes { get; set; }

    /// <summary>The exchange's own candles.</summary>
    public long Candles { get; set; }

    /// <summary>Gaps that the recording tells of.</summary>
    public long Gaps { get; set; }

    public void Add(string place, string what) => _findings.Add(new VerifyFinding(place, what));
}

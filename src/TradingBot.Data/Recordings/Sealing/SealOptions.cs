namespace TradingBot.Data.Recordings.Sealing;

/// <summary>How hours are sealed.</summary>
internal sealed record SealOptions
{
    /// <summary>Of how many messages one keeps its checksum, which cannot be compressed; all are checked.</summary>
    public int ChecksumEvery { get; init; } = 64;

    /// <summary>Rows of several pairs that are in memory at once; the log is read anew for the next ones.</summary>
    public long RowsAtOnce { get; init; } = 65_536;

    /// <summary>Is told each step that was taken. What it throws ends the sealing there, as a kill would.</summary>
    public Action<SealStep> Reached { get; init; } = _ => { };
}

/// <summary>The steps in which an hour is sealed; after a kill at any, sealing it again gives the same.</summary>
internal enum SealStep
{
    /// <summary>A segment is written under its partial name, and on the disk.</summary>
    Written,

    /// <summary>It was read back and is what was written.</summary>
    Checked,

    /// <summary>It has its name, durably.</summary>
    Renamed,

    /// <summary>All segments are in the manifest.</summary>
    Listed,

    /// <summary>The hour's log has a name under which nobody looks for one.</summary>
    Retired,

    /// <summary>The hour's log is deleted.</summary>
    Deleted,
}

/// <summary>What became of an hour.</summary>
/// <param name="Hour">Which.</param>
/// <param name="Segments">New lines of the manifest; none if the hour was sealed before.</param>
/// <param name="UnreadableFrames">Frames that no decoder understands; each is a gap too.</param>
/// <param name="UnknownPairs">Pairs that messages were about, but that nobody said are recorded: they are not
/// kept.</param>
internal sealed record SealResult(
    RecordingHour Hour,
    IReadOnlyList<Manifests.ManifestLine> Segments,
    long UnreadableFrames,
    IReadOnlyCollection<string> UnknownPairs)
{
    /// <summary>What could not be read of earlier hours: the pair's book begins with a gap then.</summary>
    public IReadOnlyCollection<string> Unreadable { get; init; } = [];

    /// <summary>Messages after which a book was crossed: what came is kept, but no market was ever so.</summary>
    public long Crossed { get; init; }
}

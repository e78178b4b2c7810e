namespace TradingBot.Worlds.Machine;

/// <summary>A file on a disk that forgets: what was done to it since its last sync, and what was there before.</summary>
internal sealed class DiskFile(string path)
{
    private const int Sector = 512;

    private readonly List<Change> _changes = [];

    /// <summary>SQLite's log of what is committed.</summary>
    public bool IsLog { get; } = path.EndsWith("-wal", StringComparison.Ordinal);

    /// <summary>How often it is open.</summary>
    public int Handles { get; set; }

    /// <summary>What a loss of power may undo.</summary>
    public int Unsynced => _changes.Count;

    public void Synced() => _changes.Clear();

    /// <summary>Remembers what a write is about to replace.</summary>
    public void Writing(DiskVfs.OwnFile file, int count, long offset)
    {
        var size = file.Size;
        var old = (int)Math.Clamp(size - offset, 0, count);
        _changes.Add(new Change(offset, count, old == 0 ? [] : file.Read(offset, old), size));
    }

    /// <summary>Remembers what is about to be cut off.</summary>
    public void Truncating(DiskVfs.OwnFile file, long size)
    {
        var now = file.Size;
        if (now > size)
            _changes.Add(new Change(size, 0, file.Read(size, (int)(now - size)), now));
    }

    /// <summary>The power has gone: some of what was not synced is not there, whole writes, or a write's end.</summary>
    /// <returns>How many changes are lost.</returns>
    public int Forget(Random random)
    {
        if (_changes.Count == 0 || !File.Exists(path))
            return 0;
        var kept = Kept(random);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var done = new byte[_changes.Count][];
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            var change = _changes[i];
            done[i] = new byte[change.Count];
            file.Position = change.Offset;
            file.ReadAtLeast(done[i], change.Count, throwOnEndOfStream: false);
            Put(file, change.Offset, change.Old);
            file.SetLength(change.OldSize);
        }

        for (var i = 0; i < _changes.Count; i++)
        {
            if (kept[i] && _changes[i].Count == 0)
                file.SetLength(Math.Min(file.Length, _changes[i].Offset));
            else if (kept[i])
                Put(file, _changes[i].Offset, random.Next(8) == 0 ? Torn(done[i], random) : done[i]);
        }

        _changes.Clear();
        return kept.Count(isKept => !isKept);
    }

    /// <summary>All of it lost, or the end of it, or any of it, or nothing.</summary>
    private bool[] Kept(Random random)
    {
        var (way, first) = (random.Next(4), random.Next(_changes.Count + 1));
        return [.. _changes.Select((_, index) => way switch
        {
            0 => false,
            1 => index < first,
            2 => random.Next(2) == 0,
            _ => true,
        })];
    }

    private static ReadOnlySpan<byte> Torn(byte[] data, Random random) =>
        data.AsSpan(0, random.Next(data.Length / Sector + 1) * Sector);

    private static void Put(FileStream file, long offset, ReadOnlySpan<byte> bytes)
    {
        file.Position = offset;
        file.Write(bytes);
    }

    /// <param name="Offset">Where.</param>
    /// <param name="Count">Bytes written; 0: it was cut off there.</param>
    /// <param name="Old">What was there.</param>
    /// <param name="OldSize">Of the file.</param>
    private sealed record Change(long Offset, int Count, byte[] Old, long OldSize);
}

using System.Security.Cryptography;
using TradingBot.Core;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Recordings.Manifests;

/// <summary>
/// What a recording has sealed, a line a segment, each with its own hash and that of the line before: a line that is
/// changed, lost or put in between is found out. A segment counts once its line is there.
/// </summary>
internal sealed class Manifest
{
    private const byte LineFeed = (byte)'\n';

    private readonly RecordingFolder _folder;
    private readonly List<ManifestLine> _lines = [];
    private readonly Dictionary<SegmentName, ManifestLine> _segments = [];
    private string _hash = "";
    private long _length;

    private Manifest(RecordingFolder folder) => _folder = folder;

    /// <summary>All lines, in their order.</summary>
    public IReadOnlyList<ManifestLine> Lines => _lines;

    /// <summary>What is there now, without what was removed, in the order of the hours.</summary>
    public IEnumerable<(SegmentName Name, ManifestLine Line)> Segments =>
        _segments.OrderBy(segment => segment.Key.Hour)
            .ThenBy(segment => segment.Key.Path, StringComparer.Ordinal)
            .Select(segment => (segment.Key, segment.Value));

    /// <summary>The hour behind the last that was sealed; the first of all where none was.</summary>
    public RecordingHour NextHour => Segments.Select(segment => segment.Name.Hour.Next).LastOrDefault();

    /// <summary>The highest sequence of the log that was sealed; 0 if nothing was.</summary>
    public ulong LastSequence => _lines.Count == 0 ? 0 : _lines.Max(line => line.LastSequence);

    /// <summary>Bytes of a last line that a write left incomplete; they are overwritten by the next.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Reads it; empty where there is none yet.</summary>
    /// <exception cref="RecordingException">It cannot be read, or its chain is broken.</exception>
    public static Manifest Read(RecordingFolder folder)
    {
        var manifest = new Manifest(folder);
        try
        {
            if (File.Exists(folder.Manifest))
            {
                DurableFiles.RequireFile(folder.Manifest);
                manifest.Take(File.ReadAllBytes(folder.Manifest));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder.Manifest}: cannot be read: {failure.Message}", failure);
        }

        return manifest;
    }

    public ManifestLine? Find(SegmentName name) => _segments.GetValueOrDefault(name);

    /// <summary>
    /// Adds lines and brings them to the disk; after a kill within it, a part of them is there, each whole.
    /// </summary>
    /// <param name="lines">Their hashes of the line before are set here.</param>
    /// <exception cref="IOException">The disk refuses; none of them counts in this process.</exception>
    public void Append(IReadOnlyList<ManifestLine> lines)
    {
        if (lines.Count == 0)
            return;
        using var text = new MemoryStream();
        var hash = _hash;
        var chained = new List<ManifestLine>();
        foreach (var line in lines)
        {
            chained.Add(ManifestJson.Checked(line with { Previous = hash }));
            var bytes = ManifestJson.Bytes(chained[^1]);
            text.Write(bytes);
            text.WriteByte(LineFeed);
            hash = HashOf(bytes);
        }

        var isNew = !File.Exists(_folder.Manifest);
        using (var file = File.OpenHandle(
            _folder.Manifest, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            if (RandomAccess.GetLength(file) > _length + TornBytes)
                throw new IOException($"{_folder.Manifest}: another writer has added lines meanwhile");
            RandomAccess.SetLength(file, _length);
            RandomAccess.Write(file, text.GetBuffer().AsSpan(0, (int)text.Length), _length);
            DurableFiles.Flush(file);
        }

        if (isNew)
            DurableFiles.FlushNames(_folder.Root);
        (_length, _hash, TornBytes) = (_length + text.Length, hash, 0);
        chained.ForEach(Count);
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        var number = 1;
        for (; text.IndexOf(LineFeed) is >= 0 and var end; text = text[(end + 1)..], number++)
        {
            var line = ManifestJson.Read(text[..end])
                ?? throw new RecordingException($"{_folder.Manifest}: line {number} is not understood");
            if (!ManifestJson.IsUnchanged(line, text[..end]))
                throw new RecordingException($"{_folder.Manifest}: line {number} was changed");
            if (line.Previous != _hash)
            {
                throw new RecordingException(
                    $"{_folder.Manifest}: line {number} does not follow line {number - 1}: one of them was changed");
            }

            if (SegmentName.Parse(line.Path) is null)
            {
                throw new RecordingException(
                    $"{_folder.Manifest}: line {number}: '{line.Path}' is not a segment's path");
            }

            _hash = HashOf(text[..end]);
            _length += end + 1;
            Count(line);
        }

        TornBytes = text.Length;
    }

    private void Count(ManifestLine line)
    {
        _lines.Add(line);
        var name = SegmentName.Parse(line.Path);
        Invariant.Holds(name is not null);
        if (line.IsRemoved)
            _segments.Remove(name.Value);
        else
            _segments[name.Value] = line;
    }

    private static string HashOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));
}

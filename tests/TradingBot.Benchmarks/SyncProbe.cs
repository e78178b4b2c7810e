using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TradingBot.Benchmarks;

/// <summary>What the disk itself takes to keep a few bytes, measured beside something that waits for it.</summary>
internal sealed partial class SyncProbe(string directory) : IDisposable
{
    /// <summary>A page: the least that a journal's commit writes.</summary>
    public const int Bytes = 4096;

    private readonly FileStream _file = new(Path.Combine(directory, "probe"), FileMode.Create);
    private readonly byte[] _page = new byte[Bytes];
    private readonly List<double> _milliseconds = [];

    /// <summary>Writes a page at the end of a file and waits until it is on the disk.</summary>
    public void Measure()
    {
        _file.Write(_page);
        _file.Flush();
        var start = Stopwatch.GetTimestamp();
        if (Sync(_file.SafeFileHandle) != 0)
            throw new IOException($"fdatasync failed with {Marshal.GetLastPInvokeError()}");
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Dispose() => _file.Dispose();

    // .NET itself only has fsync, which waits for more; SQLite takes this one.
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);

    public override string ToString()
    {
        var sorted = _milliseconds.Order().ToList();
        return sorted.Count == 0 ? "none" : string.Create(
            CultureInfo.InvariantCulture, $"p50 {At(0.5):0.00} ms, p99 {At(0.99):0.00} ms, {sorted.Count} times");

        double At(double part) => sorted[(int)(part * (sorted.Count - 1))];
    }
}

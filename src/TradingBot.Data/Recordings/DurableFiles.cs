using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TradingBot.Data.Recordings;

/// <summary>What makes files and their names survive a power cut.</summary>
internal static partial class DurableFiles
{
    private const int ReadOnly = 0;
    private static readonly int WithoutWaiting = OperatingSystem.IsMacOS() ? 0x4 : 0x800; // O_NONBLOCK

    /// <summary>
    /// Brings the names in a folder to the disk: until then a file that was created, renamed or deleted in it may come
    /// back as it was. Windows does that itself.
    /// </summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void FlushNames(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Failed(folder);
        try
        {
            if (Flush(descriptor) != 0)
                throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Makes a folder with those above it, each with a durable name.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var above = Path.GetDirectoryName(folder)!;
        CreateFolder(above);
        Directory.CreateDirectory(folder);
        FlushNames(above);
    }

    /// <summary>A pipe in place of a file would be waited for, until somebody writes to it.</summary>
    /// <exception cref="IOException">It is one, or cannot be opened.</exception>
    public static void RequireFile(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, ReadOnly | WithoutWaiting);
        if (descriptor < 0)
            throw Failed(path);
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        using var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!file.CanSeek)
            throw new IOException("it is a pipe, not a file");
    }

    /// <summary>Brings what was written to a file to the disk.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Flush(handle);
    }

    public static void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    private static IOException Failed(string folder) =>
        new($"{folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace TradingBot.Storage;

/// <summary>
/// Whether the files that are open are still the ones at their place. A file that is deleted or replaced goes on taking
/// commits as long as it is open, and the next start finds nothing of them.
/// </summary>
internal sealed partial class DatabasePlace(string path, SqliteConnection connection, SafeFileHandle held) : IDisposable
{
    private const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED: compares the inode at the path with the open one

    private readonly string _logPath = DatabaseFile.LogOf(path);
    private readonly string? _lockName = NameOf(held);
    private SafeFileHandle? _log; // kept open: it is looked at after each commit, before an order leaves
    private string? _logName;

    /// <summary>What is wrong, in words for the user; null where all is in place.</summary>
    public string? Trouble()
    {
        var moved = 0;
        // Only SQLite's Unix file systems answer; elsewhere an open file can be neither moved nor deleted.
        if (FileControl(connection.Handle!.DangerousGetHandle(), "main", HasMoved, ref moved) == 0 && moved != 0)
            return "was deleted, moved or replaced";
        // Looked at from outside only: to close the file a second time would let go of SQLite's locks on it.
        if (new FileInfo(path).Length == 0)
            return "was emptied";
        if (!HasLog())
            return "has lost its -wal file";
        if (!HasHead(_log!))
            return "has lost what was in its -wal file";
        return NameOf(held) == _lockName ? null : "has lost its .lock file";
    }

    public void Dispose() => _log?.Dispose();

    private bool HasLog()
    {
        if (_log is not null)
            return OperatingSystem.IsLinux() ? NameOf(_log) == _logName : File.Exists(_logPath);
        if (!File.Exists(_logPath))
            return false;
        _log = File.OpenHandle(_logPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _logName = NameOf(_log);
        return true;
    }

    /// <summary>True where the log begins with SQLite's word for one, as each does after a commit.</summary>
    private static bool HasHead(SafeFileHandle log)
    {
        Span<byte> head = stackalloc byte[4];
        return RandomAccess.Read(log, head, fileOffset: 0) == head.Length
            && BinaryPrimitives.ReadUInt32BigEndian(head) is (0x377F0682 or 0x377F0683);
    }

    // Linux reports the present name of an open file; a deleted one's ends in " (deleted)".
    private static string? NameOf(SafeFileHandle file) => OperatingSystem.IsLinux()
        ? new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget
        : null;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(nint database, string name, int operation, ref int argument);
}

using Microsoft.Win32.SafeHandles;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>
/// Keeps a bot to one process: the operating system holds the lock for as long as the process lives, however it ends.
/// </summary>
internal sealed class BotLock : IDisposable
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private BotLock(FileStream file) => _file = file;

    public SafeFileHandle Handle => _file.SafeFileHandle;

    /// <exception cref="UserError">Another process has it.</exception>
    public static BotLock Take(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new BotLock(
                    new FileStream(path, Private(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)));
            }
            catch (IOException held) when (IsSharing(held) && attempt < Attempts)
            {
                Thread.Sleep(Pause); // IsHeld of another process has it for a moment
            }
            catch (IOException held) when (IsSharing(held))
            {
                throw Held(Path.ChangeExtension(path, BotDatabase.Extension));
            }
        }
    }

    /// <summary>Another process has the bot's database.</summary>
    public static UserError Held(string database) =>
        StorageError.Failed(database, "a bot is running on it; stop that one first, or use another name");

    /// <summary>True while some process holds the lock.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            if (!File.Exists(path))
                return false;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException held) when (IsSharing(held))
        {
            return true;
        }
    }

    /// <summary>How a private file is opened or created.</summary>
    public static FileStreamOptions Private(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Another process has the file: EWOULDBLOCK on Linux and on a Mac, a sharing violation.</summary>
    private static bool IsSharing(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}

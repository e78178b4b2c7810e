namespace TradingBot.Data.Recordings;

/// <summary>
/// Keeps a recording to one writing process: the operating system holds the lock for as long as the process lives,
/// however it ends. Reading needs none.
/// </summary>
internal sealed class RecordingLock : IDisposable
{
    private readonly FileStream _file;

    private RecordingLock(FileStream file) => _file = file;

    /// <exception cref="RecordingException">Another process has it, or the directory is not writable.</exception>
    public static RecordingLock Take(RecordingFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Root);
            return new RecordingLock(
                new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            // EWOULDBLOCK on Linux and on a Mac, a sharing violation
            throw new RecordingException(
                $"{folder.Root}: another process writes this recording; stop that one first, or use another directory",
                held);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder.Root}: cannot be written: {failure.Message}", failure);
        }
    }

    public void Dispose() => _file.Dispose();
}

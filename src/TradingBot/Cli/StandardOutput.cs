using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TradingBot.Cli;

/// <summary>
/// Standard output. To a file or pipe it is written in blocks, and, unlike the console stream, it fails when nobody
/// reads on: <c>TradingBot … | head</c> ends at once.
/// </summary>
internal static class StandardOutput
{
    private const int BlockBytes = 64 * 1024;
    private const int StandardOutputHandle = 1;

    public static TextWriter Open()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return Console.Out;
        var handle = new SafeFileHandle(StandardOutputHandle, ownsHandle: false);
        Stream output = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        // A FileStream keeps its own place in a file, and another writer would overwrite us.
        if (output.CanSeek)
            output = Console.OpenStandardOutput();
        return new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BlockBytes);
    }

    /// <summary>True when the reader of a pipe has gone, which is no error of ours.</summary>
    public static bool IsClosedPipe(IOException failure) =>
        failure.Message.Contains("Broken pipe", StringComparison.Ordinal);
}

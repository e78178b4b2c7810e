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
        var file = new FileStream(new SafeFileHandle(StandardOutputHandle, ownsHandle: false), FileAccess.Write, 0);
        return new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BlockBytes);
    }

    /// <summary>True when the reader of a pipe has gone, which is no error of ours.</summary>
    public static bool IsClosedPipe(IOException failure) =>
        failure.Message.Contains("Broken pipe", StringComparison.Ordinal);
}

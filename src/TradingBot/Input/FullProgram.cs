using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TradingBot.Input;

/// <summary>
/// The program is published twice: native, and beside it the full one, which also has the C# compiler and the offline
/// exchanges. Both take the same arguments. The native one is what people start; where it comes upon something that it
/// was built without, the full one takes the place of the process, under the same id, so that whoever supervises it
/// notices nothing. Until then nothing may have been written, because all of it is done again.
/// </summary>
internal static partial class FullProgram
{
    /// <summary>Its file, beside the native program's.</summary>
    public const string FileName = "TradingBot.full";

    /// <summary>In the native publish profile it is false, and what needs the full program is trimmed away.</summary>
    public const string Switch = "TradingBot.IsFull";

    private static readonly string[] OpenFileFolders = ["/dev/", "/proc/"];

    /// <summary>True for the full program, and for the only one where it is not published as two.</summary>
    [FeatureSwitchDefinition(Switch)]
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
    [FeatureGuard(typeof(RequiresDynamicCodeAttribute))]
    public static bool IsThis { get; } = !AppContext.TryGetSwitch(Switch, out var isFull) || isFull;

    /// <summary>Before a file is read that may be a pipe: nobody could read it a second time.</summary>
    /// <exception cref="FullProgramNeededException">This program cannot do all that may stand in it.</exception>
    public static void RequireForPipe(string path)
    {
        if (!IsThis && Array.Exists(OpenFileFolders, folder => path.StartsWith(folder, StringComparison.Ordinal)))
            throw new FullProgramNeededException();
    }

    /// <summary>
    /// Puts the full program in this process's place, with the same environment; returns only if that fails.
    /// </summary>
    /// <param name="arguments">What the user typed.</param>
    /// <returns>Why it could not be started, one line.</returns>
    public static unsafe string TakePlace(IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        var words = arguments.Prepend(path).Select(Marshal.StringToCoTaskMemUTF8).Append(0).ToArray();
        fixed (nint* first = words)
            _ = Execute(path, first);
        var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        return $"{path}: {reason}; an offline exchange and strategies of your own need this program";
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static unsafe partial int Execute(string path, nint* arguments);
}

/// <summary>What is asked for needs the compiler or an offline exchange, which this build is without.</summary>
internal sealed class FullProgramNeededException : Exception;

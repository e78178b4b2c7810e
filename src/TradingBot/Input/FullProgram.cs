using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TradingBot.Input;

/// <summary>
/// The program is published twice: native, and beside it the full one, which also has the C# compiler, the offline
/// exchanges and what reads recordings. Both take the same arguments. The native one is what people start; where it
/// comes upon something that it was built without, the full one takes the place of the process, under the same id, so
/// that whoever supervises it notices nothing. Until then nothing may have been written, because all of it is done
/// again.
/// </summary>
internal static partial class FullProgram
{
    /// <summary>Its file, beside the native program's.</summary>
    public const string FileName = "TradingBot.full";

    /// <summary>In the native publish profile it is false, and what needs the full program is trimmed away.</summary>
    public const string Switch = "TradingBot.IsFull";

    private const int HereOrAbsolute = -100; // AT_FDCWD
    private const int WantsType = 1; // STATX_TYPE
    private const int StatusBytes = 256;
    private const int ModeAt = 28;
    private const int TypeBits = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>True for the full program, and for the only one where it is not published as two.</summary>
    [FeatureSwitchDefinition(Switch)]
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
    [FeatureGuard(typeof(RequiresDynamicCodeAttribute))]
    public static bool IsThis { get; } = !AppContext.TryGetSwitch(Switch, out var isFull) || isFull;

    /// <summary>Before a file is read that may be a pipe: nobody could read it a second time.</summary>
    /// <exception cref="FullProgramNeededException">This program cannot do all that may stand in it.</exception>
    public static void RequireForPipe(string path)
    {
        if (!IsThis && IsPipe(path))
            throw new FullProgramNeededException();
    }

    /// <summary>True for a pipe, a socket or a device; what does not exist or cannot be asked about is none.</summary>
    internal static bool IsPipe(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        Span<byte> status = stackalloc byte[StatusBytes];
        return Status(HereOrAbsolute, path, 0, WantsType, status) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeAt..]) & TypeBits) is not (RegularFile or Folder);
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
        return $"{path}: {reason}; an offline exchange, recordings and strategies of your own need this program";
    }

    // .NET itself does not tell a pipe from a file without opening it.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string path, int flags, int mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static unsafe partial int Execute(string path, nint* arguments);
}

/// <summary>What is asked for needs the compiler, an offline exchange or a recording's files, which this build is
/// without.</summary>
internal sealed class FullProgramNeededException : Exception;

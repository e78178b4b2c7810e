using System.Diagnostics;

namespace TradingBot.Tests.Data;

/// <summary>A file system of a few megabytes in memory: a disk that can really be full. Needs root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    /// <summary>Mounts it on an empty directory; null if this machine does not allow it.</summary>
    public static SmallDisk? TryMount(string path, string size)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;
        return Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    public bool MakeReadOnly() => Run("mount", "-o", "remount,ro", _path);

    public void Dispose() => Run("umount", _path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}

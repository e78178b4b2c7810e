using System.Diagnostics;

namespace TradingBot.Tests.Deploy;

/// <summary>A program of the machine.</summary>
internal static class Tool
{
    /// <summary>Why a test cannot run here, or null if it can.</summary>
    public static string? Lacking(string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        return missing.Count == 0 ? null : $"needs {string.Join(" and ", missing)}, which this machine lacks";
    }

    /// <summary>Makes a shell script that can be run.</summary>
    public static void WriteScript(string path, string text)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + text);
        Run([], "chmod", "700", path).ExitCode.Should().Be(0);
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Name and value of what it gets besides this process's variables.</param>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">What it is told.</param>
    /// <returns>What it said on both of its streams, its errors first.</returns>
    public static (int ExitCode, string Output) Run(
        IEnumerable<(string Name, string Value)> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors + output.GetAwaiter().GetResult());
    }
}

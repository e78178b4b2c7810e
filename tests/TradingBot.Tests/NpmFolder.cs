using System.ComponentModel;
using System.Diagnostics;

namespace TradingBot.Tests;

/// <summary>
/// A folder beside the tests with a <c>package.json</c> whose pinned packages some tests run; they are skipped, with the
/// reason, where npm or its registry is out of reach.
/// </summary>
internal sealed class NpmFolder
{
    private readonly Lazy<string?> _missing;

    public NpmFolder(string name)
    {
        Path = System.IO.Path.Combine(Repository.Root, "tests", name);
        _missing = new Lazy<string?>(WhatIsMissing);
    }

    public string Path { get; }

    /// <summary>Why its tests cannot run, or null. Installs the packages.</summary>
    public string? Missing => _missing.Value;

    /// <summary>Runs a program in the folder until it ends.</summary>
    public (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Starts a program in the folder.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private string? WhatIsMissing()
    {
        try
        {
            if (Run("npm", "--version").ExitCode != 0)
                return "npm does not run here";
            if (File.Exists(System.IO.Path.Combine(Path, "node_modules", ".package-lock.json")))
                return null;
            var (exitCode, output) = Run(
                "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0");
            return exitCode == 0
                ? null
                : $"npm ci could not fetch packages: {output.Split('\n').FirstOrDefault(line => line.Contains("error"))}";
        }
        catch (Win32Exception)
        {
            return "npm is not installed here";
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace TradingBot.Tests.KrakenSimulator;

/// <summary>A test that drives npm's ccxt; skipped where npm or its registry is out of reach.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CcxtTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> Missing = new(WhatIsMissing);

    public CcxtTheoryAttribute() => Skip = Missing.Value;

    /// <summary>The folder of the script.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "tests", "ccxt");

    /// <summary>Runs a program in <see cref="Folder"/> until it ends.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start =
            new ProcessStartInfo(program) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Installs the pinned packages; says why that is not possible.</summary>
    private static string? WhatIsMissing()
    {
        try
        {
            if (Run("npm", "--version").ExitCode != 0)
                return "npm does not run here";
            if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
                return null;
            var (exitCode, output) = Run(
                "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0");
            return exitCode == 0
                ? null
                : $"npm ci could not fetch ccxt: {output.Split('\n').FirstOrDefault(line => line.Contains("error"))}";
        }
        catch (Win32Exception)
        {
            return "npm is not installed here";
        }
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "TradingBot.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("no TradingBot.sln above the tests");
        return at.FullName;
    }
}

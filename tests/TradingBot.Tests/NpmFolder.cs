using System.ComponentModel;
using System.Diagnostics;

namespace TradingBot.Tests;

/// <summary>A folder of the tests with programs nobody here wrote, which npm installs at their pinned versions.</summary>
/// <param name="name">Below <c>tests</c>.</param>
internal sealed class NpmFolder(string name)
{
    private readonly Lazy<string?> _missing = new(() => WhatIsMissing(Of(name)));

    /// <summary>Why its programs cannot run here, or null.</summary>
    public string? Missing => _missing.Value;

    public string Path { get; } = Of(name);

    /// <summary>Runs a program in the folder until it ends.</summary>
    public (int ExitCode, string Output) Run(string program, params string[] arguments) =>
        Run(Path, environment: [], program, arguments);

    /// <param name="environment">Variables of the program, beside those of this process.</param>
    /// <param name="program">Found in the path.</param>
    /// <param name="arguments">Its arguments.</param>
    public (int ExitCode, string Output) Run(
        IReadOnlyDictionary<string, string> environment, string program, params string[] arguments) =>
        Run(Path, environment, program, arguments);

    private static (int ExitCode, string Output) Run(
        string folder, IEnumerable<KeyValuePair<string, string>> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Installs the pinned packages; says why that is not possible.</summary>
    private static string? WhatIsMissing(string folder)
    {
        try
        {
            if (Run(folder, [], "npm", "--version").ExitCode != 0)
                return "npm does not run here";
            if (File.Exists(System.IO.Path.Combine(folder, "node_modules", ".package-lock.json")))
                return null;
            var (exitCode, output) = Run(
                folder, [], "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0");
            return exitCode == 0
                ? null
                : $"npm ci could not fetch the packages: {output.Split('\n').FirstOrDefault(line => line.Contains("error"))}";
        }
        catch (Win32Exception)
        {
            return "npm is not installed here";
        }
    }

    private static string Of(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(at.FullName, "TradingBot.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("no TradingBot.sln above the tests");
        return System.IO.Path.Combine(at.FullName, "tests", name);
    }
}

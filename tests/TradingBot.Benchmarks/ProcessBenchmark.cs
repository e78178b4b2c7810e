using System.Diagnostics;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>The whole program as a user starts it: <c>dotnet TradingBot.dll …</c>, from start to exit.</summary>
internal static class ProcessBenchmark
{
    public static string Program { get; } = Path.Combine(
        Repository.Root, "src", "TradingBot", "bin", "Release", "net10.0", "TradingBot.dll");

    public static void Run(string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"{Program} {arguments}") { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"TradingBot {arguments} ended with {process.ExitCode}");
    }
}

using System.Diagnostics;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>The whole program as a user starts it, from start to exit.</summary>
internal static class ProcessBenchmark
{
    /// <summary>As <c>dotnet build</c> makes it.</summary>
    public static string Program { get; } = Path.Combine(
        Repository.Root, "src", "TradingBot", "bin", "Release", "net10.0", "TradingBot.dll");

    /// <summary>How a program is started whose output is read: a .dll by <c>dotnet</c>, any other alone.</summary>
    public static ProcessStartInfo StartOf(string program, params IReadOnlyList<string> arguments)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        return new ProcessStartInfo(isLibrary ? "dotnet" : program, isLibrary ? [program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
        };
    }

    /// <summary>Runs the built program to its end.</summary>
    public static void Run(string arguments) => OutputOf(Program, arguments);

    /// <param name="program">A .dll, or what can be started alone.</param>
    /// <param name="arguments">Separated by single spaces; none may contain one.</param>
    /// <param name="stop">Ends it, with all that it has started.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static string OutputOf(string program, string arguments, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        using var process = Process.Start(StartOf(program, arguments.Split(' ')))!;
        using var ending = stop.Register(() => process.Kill(entireProcessTree: true));
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? text
            : throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}");
    }
}

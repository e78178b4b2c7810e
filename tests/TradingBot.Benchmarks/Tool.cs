using System.Diagnostics;
using System.Text;

namespace TradingBot.Benchmarks;

/// <summary>Runs <c>dotnet</c> or <c>git</c> and keeps what it says.</summary>
internal static class Tool
{
    /// <summary>In place of an exit code: it did not end in time.</summary>
    public const int TookTooLong = -1;

    /// <param name="directory">Where it runs.</param>
    /// <param name="limit">After it, it is ended with all that it has started.</param>
    /// <param name="cancellation">Ends it too.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(int Exit, string Output)> RunAsync(
        string directory, TimeSpan limit, CancellationToken cancellation, params IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A node that stays would keep our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (output)
                output.AppendLine(line.Data);
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(limit);
        var isInTime = true;
        try
        {
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            isInTime = false;
        }

        lock (output)
            return (isInTime ? process.ExitCode : TookTooLong, output.ToString());
    }
}

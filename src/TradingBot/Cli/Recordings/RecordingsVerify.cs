using System.CommandLine;
using System.Globalization;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Checks;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary><c>recordings verify</c></summary>
internal static class RecordingsVerify
{
    private const int MostFindings = 50;

    public static Command Create(TextWriter output, CancellationToken stop)
    {
        var command = new Command(
            "verify",
            "Check all that is sealed: each file's hash, every book rebuilt from its snapshots and changes against "
            + "the exchange's checksums and the recorder's own book, every trade id, every candle. Recorded gaps are "
            + "not damage.")
        {
            RecordingsCommand.Data.Option,
        };
        command.SetAction((parsed, _) => FullProgram.IsThis
            ? RecordingsCommand.RunAsync(parsed, folder => VerifyAsync(folder, output, stop))
            : throw new FullProgramNeededException());
        return command;
    }

    private static async Task<int> VerifyAsync(RecordingFolder folder, TextWriter output, CancellationToken stop)
    {
        var report = await new RecordingVerifier(folder).RunAsync(stop).ConfigureAwait(false);
        foreach (var finding in report.Findings.Take(MostFindings))
            output.WriteLine(finding);
        if (report.Findings.Count > MostFindings)
            output.WriteLine($"and {report.Findings.Count - MostFindings} more");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Segments:N0} files, {report.Rows:N0} rows, {report.Checksums:N0} checksums of the exchange, "
            + $"{report.Digests:N0} books of the recorder, {report.Joins:N0} joints of hours, "
            + $"{report.Trades:N0} trades, {report.Candles:N0} candles, {report.Gaps:N0} gaps: ")
            + (report.Segments > 0 ? Verdict(report.Findings.Count) : RecordingFolder.NothingSealed));
        return report.Findings.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static string Verdict(int findings) => findings switch
    {
        0 => "all is as it was recorded",
        1 => "1 finding",
        _ => $"{findings} findings",
    };
}

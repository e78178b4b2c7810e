using System.CommandLine;
using System.Globalization;
using TradingBot.Data.Candles;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary><c>recordings list</c></summary>
internal static class RecordingsList
{
    public static Command Create(TextWriter output)
    {
        var command = new Command("list", "Show what is recorded.") { RecordingsCommand.Data.Option };
        command.SetAction((parsed, _) =>
            RecordingsCommand.RunAsync(parsed, folder => Task.FromResult(List(folder, output))));
        return command;
    }

    public static int List(RecordingFolder folder, TextWriter output)
    {
        var pairs = Manifest.Read(folder).Segments.GroupBy(segment => segment.Name.Pair).ToList();
        var open = folder.LogHours();
        if (pairs.Count > 0)
        {
            var width = Math.Max("pair".Length, pairs.Max(pair => pair.Key.Length));
            output.WriteLine(
                $"{"pair".PadRight(width)}  {"first hour",-13}  {"last hour",-13}      changes    snapshots"
                + "       trades    candles   gaps       size");
            foreach (var pair in pairs)
                output.WriteLine($"{pair.Key.PadRight(width)}  {Row([.. pair])}");
        }

        if (open.Count > 0)
        {
            var bytes = open.Sum(hour => SizeOf(folder.LogFiles(hour)));
            output.WriteLine($"{CandleFormat.Count(open.Count, "hour")} still in the log, from {open[0]} on: "
                + RecordingsCommand.Text(bytes));
        }

        output.WriteLine($"in {folder.Root}");
        return ExitCode.Success;
    }

    private static string Row(IReadOnlyList<(SegmentName Name, ManifestLine Line)> segments)
    {
        var (first, last) = (segments.Min(segment => segment.Name.Hour), segments.Max(segment => segment.Name.Hour));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{first,-13}  {last,-13} {Rows(SegmentKind.Changes),12:N0} {Rows(SegmentKind.Snapshots),12:N0} "
            + $"{Rows(SegmentKind.Trades),12:N0} {Rows(SegmentKind.Candles),10:N0} "
            + $"{Rows(SegmentKind.Gaps),6:N0} "
            + $"{RecordingsCommand.Text(segments.Sum(segment => segment.Line.Bytes)),10}");

        long Rows(SegmentKind kind) =>
            segments.Where(segment => segment.Name.Kind == kind).Sum(segment => segment.Line.Rows);
    }

    private static long SizeOf(IEnumerable<string> files) => files.Sum(file => new FileInfo(file).Length);
}

using System.CommandLine;
using TradingBot.Data.Candles;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary><c>recordings export PAIR KIND [FILE] [-s TIME] [-e TIME]</c></summary>
internal static class RecordingsExport
{
    private const long SecondsAnHour = 3600;

    private static readonly TextOption Start = new(
        "--start",
        "TIME",
        "from the hour of this time on: 2026-11-30, 2026-11-30T12:00 or unix seconds; UTC",
        aliases: "-s");

    private static readonly TextOption End = new(
        "--end", "TIME", "up to the hour of this time; a date means the whole day", aliases: "-e");

    public static Command Create(TextWriter output, CancellationToken stop)
    {
        var pair = new Argument<string>("PAIR") { Description = "What to export: XBTUSD, or kraken:XBTUSD." };
        var kind = new Argument<string>("KIND")
        {
            Description = "changes (of the book), snapshots, trades, candles, minutes, clock or gaps.",
        };
        var path = new Argument<string?>("FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A new file to write to; one that exists is never replaced. Without it the rows are printed.",
        };
        var command = new Command(
            "export", "Write recorded rows as CSV, with every digit; times are unix microseconds.")
        {
            pair, kind, path, Start.Option, End.Option, RecordingsCommand.Data.Option,
        };
        command.SetAction((parsed, _) => FullProgram.IsThis
            ? RecordingsCommand.RunAsync(parsed, folder => ExportAsync(
                folder,
                Select(folder, parsed.GetRequiredValue(pair), KindOf(parsed.GetRequiredValue(kind)), parsed),
                parsed.GetValue(path),
                output,
                stop))
            : throw new FullProgramNeededException());
        return command;
    }

    private static async Task<int> ExportAsync(
        RecordingFolder folder,
        IReadOnlyList<(SegmentName Name, ManifestLine Line)> segments,
        string? target,
        TextWriter output,
        CancellationToken stop)
    {
        foreach (var (_, line) in segments)
            FileHash.Require(folder, line);
        var names = segments.Select(segment => segment.Name).ToList();
        if (target is null)
        {
            await new SegmentExport(folder).WriteAsync(output, names, stop).ConfigureAwait(false);
            return ExitCode.Success;
        }

        var rows = await WriteAsync(folder, names, target, stop).ConfigureAwait(false);
        output.WriteLine($"{CandleFormat.Count(rows, "row")} written to {target}");
        return ExitCode.Success;
    }

    /// <summary>Whole or not at all.</summary>
    private static async Task<long> WriteAsync(
        RecordingFolder folder, IReadOnlyList<SegmentName> names, string target, CancellationToken stop)
    {
        if (File.Exists(target) || Directory.Exists(target))
            throw new UserError($"{target}: exists already; name another file");
        var partial = target + RecordingFolder.PartialExtension;
        try
        {
            long rows;
            var file = new StreamWriter(partial);
            await using (file.ConfigureAwait(false))
                rows = await new SegmentExport(folder).WriteAsync(file, names, stop).ConfigureAwait(false);
            File.Move(partial, target);
            return rows;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static List<(SegmentName Name, ManifestLine Line)> Select(
        RecordingFolder folder, string pair, SegmentKind kind, ParseResult parsed)
    {
        var from = Start.ReadIfGiven(parsed, OptionValues.Start) ?? 0;
        var to = End.ReadIfGiven(parsed, OptionValues.End) ?? long.MaxValue;
        var all = Manifest.Read(folder).Segments.ToList();
        var own = all.FindAll(segment => segment.Name.Pair == pair || segment.Name.Symbol == pair);
        if (own.Count == 0)
        {
            var known = string.Join(", ", all.Select(segment => segment.Name.Pair).Distinct());
            throw new UserError(known.Length == 0
                ? $"{folder.Root}: {RecordingFolder.NothingSealed}"
                : $"{pair}: not recorded in {folder.Root}, which has {known}");
        }

        if (own.DistinctBy(segment => segment.Name.Pair).Count() > 1)
            throw new UserError($"{pair}: recorded of several exchanges; name one, such as {own[0].Name.Pair}");
        return own.FindAll(segment => segment.Name.Kind == kind
            && segment.Name.Hour.Number >= from / SecondsAnHour && segment.Name.Hour.Number * SecondsAnHour < to);
    }

    private static SegmentKind KindOf(string text) => text switch
    {
        "changes" => SegmentKind.Changes,
        "snapshots" => SegmentKind.Snapshots,
        "trades" => SegmentKind.Trades,
        "candles" => SegmentKind.Candles,
        "minutes" => SegmentKind.Minutes,
        "clock" => SegmentKind.Clock,
        "gaps" => SegmentKind.Gaps,
        _ => throw new UserError(
            $"KIND: '{text}' is not allowed; use changes, snapshots, trades, candles, minutes, clock or gaps"),
    };
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingBot.Benchmarks.Comparison;

/// <summary>All figures, each commit's in turn, so that what the machine does meanwhile meets both.</summary>
internal sealed partial class Sitting(
    BuiltCommit before, BuiltCommit now, CompareCommand.Plan plan, string scratch, CancellationToken stop)
{
    /// <summary>A table takes a minute, and a shared machine can be slow for several.</summary>
    private const int TurnsOfTables = 4;

    private const string TenYears =
        "-x kraken -p 1 -c XXBTZUSD -s 2020-01-01 --strategy macd-cross --trades 1 --fee 0.26%";
    private const string OneDay = $"{TenYears} -e 2020-01-02";

    private static readonly (string Label, string Line)[] Measured =
        [("with its commit", "handed to the socket"), ("without the disk", "without the journal")];

    public async IAsyncEnumerable<ComparedFigure> FiguresAsync()
    {
        var market = new Market(scratch);
        var limit = Yardstick.Build(scratch, out _);
        foreach (var figure in Tables())
            yield return figure;
        foreach (var figure in Starts(market, limit))
            yield return figure;
        foreach (var figure in Latencies())
            yield return figure;
        foreach (var figure in await new PaperMemory(before, now, plan.Trading, scratch).MeasureAsync(stop))
            yield return figure;
    }

    /// <summary>Each commit's own table, since only its own benchmarks know its engine, in turns.</summary>
    private IEnumerable<ComparedFigure> Tables()
    {
        var turns = Enumerable.Repeat(new[] { before, now }, TurnsOfTables).SelectMany(turn => turn);
        var tables = turns.Select(commit => (IsNow: commit == now, Rows: TableOf(commit))).ToList();
        foreach (var (name, row) in tables[1].Rows)
        {
            yield return new ComparedFigure(
                $"{name}, {row.Unit}", row.Unit != "ms", Of(isNow: false), Of(isNow: true), row.Limit);

            List<double> Of(bool isNow) =>
            [
                .. tables.Where(table => table.IsNow == isNow && table.Rows.ContainsKey(name))
                    .SelectMany(table => new[] { table.Rows[name].Best, table.Rows[name].Median }),
            ];
        }
    }

    private Dictionary<string, Row> TableOf(BuiltCommit commit)
    {
        var text = ProcessBenchmark.OutputOf(commit.Benchmarks, $"{plan.Repeats}", stop);
        return TableRow().Matches(text).ToDictionary(
            row => row.Groups["name"].Value.TrimEnd(),
            row => new Row(
                Number(row.Groups["best"].Value),
                Number(row.Groups["median"].Value),
                row.Groups["limit"].Value is { Length: > 0 } other ? Number(other) : null,
                row.Groups["unit"].Value));
    }

    private IEnumerable<ComparedFigure> Starts(Market market, Yardstick? limit)
    {
        var stores = new Dictionary<BuiltCommit, string>();
        foreach (var commit in new[] { before, now })
        {
            // Each reads what it has written itself: the format of the file may have changed between them.
            stores[commit] = Directory.CreateDirectory(Path.Combine(scratch, $"store-{stores.Count}")).FullName;
            ProcessBenchmark.OutputOf(commit.Program, $"history import {market.Csv} --data {stores[commit]}", stop);
        }

        var fromCsv = limit is null ? null : (double?)Enumerable.Range(0, plan.Repeats)
            .Min(_ => Milliseconds(limit.Program, $"{market.Csv} 1"));
        yield return InTurn("--version, dotnet, ms", isPublished: false, _ => "--version", null);
        yield return InTurn("one day's backtest, dotnet, ms", isPublished: false, Day, null);
        if (!plan.Publishes)
            yield break;
        yield return InTurn("--version, published, ms", isPublished: true, _ => "--version", null);
        yield return InTurn("one day's backtest, published, ms", isPublished: true, Day, null);
        yield return InTurn(
            "2.6 million stored candles to report, published, ms (yardstick: limit.c from CSV)",
            isPublished: true,
            commit => $"{TenYears} --data {stores[commit]}",
            fromCsv);

        string Day(BuiltCommit commit) => $"{OneDay} --data {stores[commit]}";
    }

    private ComparedFigure InTurn(
        string name, bool isPublished, Func<BuiltCommit, string> arguments, double? yardstick)
    {
        var times = new Dictionary<BuiltCommit, List<double>> { [before] = [], [now] = [] };
        for (var i = -1; i < plan.Repeats; i++)
        {
            foreach (var (commit, measured) in times)
            {
                var time = Milliseconds(isPublished ? commit.Published! : commit.Program, arguments(commit));
                if (i >= 0) // the first reads its files from the disk
                    measured.Add(time);
            }
        }

        return new ComparedFigure(name, MoreIsBetter: false, times[before], times[now], yardstick);
    }

    /// <summary>Frame to order, with the journal on the disk of the scratch folder and without it.</summary>
    private IEnumerable<ComparedFigure> Latencies()
    {
        foreach (var figure in LatenciesOf("dotnet", commit => commit.Program))
            yield return figure;
        if (!plan.Publishes)
            yield break;
        foreach (var figure in LatenciesOf("published", commit => commit.Published!))
            yield return figure;
    }

    private IEnumerable<ComparedFigure> LatenciesOf(string build, Func<BuiltCommit, string> program)
    {
        // This commit's command measures both: an earlier one's has no --program.
        var texts = new[] { before, now }.Select(commit => ProcessBenchmark.OutputOf(
            now.Benchmarks, $"tick-to-order {plan.Orders} {scratch} --program {program(commit)}", stop)).ToArray();
        foreach (var (label, line) in Measured)
        {
            for (var i = 0; i < 2; i++)
            {
                yield return new ComparedFigure(
                    $"frame to order {label}, {build}, {(i == 0 ? "p50" : "p99")}, ms",
                    MoreIsBetter: false,
                    [Latency(texts[0], line)[i]],
                    [Latency(texts[1], line)[i]],
                    line == Measured[0].Line ? Latency(texts[1], "fdatasync")[i] : null);
            }
        }
    }

    private static List<double> Latency(string text, string line) => text.Split('\n')
        .Where(it => it.Contains(line, StringComparison.Ordinal))
        .Select(it => Percentiles().Match(it))
        .Where(match => match.Success)
        .SelectMany(match => new[] { Number(match.Groups[1].Value), Number(match.Groups[2].Value) })
        .ToList();

    private double Milliseconds(string program, string arguments)
    {
        var start = Stopwatch.GetTimestamp();
        ProcessBenchmark.OutputOf(program, arguments, stop);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<name>[^\d\n].{45})\s*(?<best>[\d.]+)\s+(?<median>[\d.]+)\s+(?<limit>[\d.]*)\s*"
            + @"(?<unit>M candles/s|M rows/s|ms)",
        RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"p50 ([\d.]+) ms, p99 ([\d.]+) ms")]
    private static partial Regex Percentiles();

    private sealed record Row(double Best, double Median, double? Limit, string Unit);
}

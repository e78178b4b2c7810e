using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Core.Orders;

namespace TradingBot.Worlds;

/// <summary>Goes through many worlds on all cores, and says what failed and what was tried.</summary>
internal static class WorldCommand
{
    private static readonly string[] Styles = ["market", "limit", "post-only"];

    /// <returns>0: nothing failed; 1: something did; 2: nothing was tried.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var seeds = new Option<int>("--seeds") { Description = "worlds of each kind", DefaultValueFactory = _ => 1000 };
        var from = new Option<int>("--from") { Description = "the first seed" };
        var order = new Option<string>("--order") { Description = "market, limit, post-only or all", DefaultValueFactory = _ => "all" };
        order.AcceptOnlyFromAmong([.. Styles, "all"]);
        var seed = new Option<int?>("--seed") { Description = "one world, step by step" };
        var bots = new Option<int>("--bots")
        {
            Description = "live bots in the process, on one account: 1 to 5",
            DefaultValueFactory = _ => 1,
        };
        var minutes = new Option<double>("--minutes") { Description = "for as many worlds as fit into it; 0: no limit" };
        var hashes = new Option<bool>("--hashes") { Description = "prints a number for each world: equal for equal worlds" };
        var first = new Option<bool>("--first")
        {
            Description = "begins no world after one in which something fails, and demands no counts",
        };
        var census = new Option<bool>("--census") { Description = "prints what happened, and how often" };
        var heldTo = new Option<string?>("--held-to") { Description = "whose minimum counts must be met, if not its own", Hidden = true };
        var root = new RootCommand("The whole program in virtual time, full of faults, from seeds.")
            { seeds, from, order, seed, bots, minutes, census, hashes, first, heldTo };
        seeds.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() > 0, "at least 1"));
        bots.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is >= 1 and <= 5, "1 to 5"));
        minutes.Validators.Add(result => Require(
            result, result.GetValueOrDefault<double>() is >= 0 and < 100_000, "a number of minutes, 0 or more"));
        root.SetAction(parsed =>
        {
            var styles = parsed.GetValue(order) is "all" ? Styles : [parsed.GetValue(order)!];
            if (parsed.GetValue(seed) is { } one)
                return styles.Max(style => Show(one, style, parsed.GetValue(bots)));
            var plan = new Plan(
                parsed.GetValue(from), parsed.GetValue(seeds), parsed.GetValue(bots),
                parsed.GetValue(minutes) * 60 / styles.Length,
                parsed.GetValue(census), parsed.GetValue(hashes), parsed.GetValue(first), parsed.GetValue(heldTo));
            return RunAll(styles, plan);
        });
        return root.Parse(args).InvokeAsync();
    }

    private static void Require(OptionResult result, bool isAllowed, string allowed)
    {
        if (!isAllowed)
            result.AddError($"{result.Option.Name}: must be {allowed}");
    }

    private static OrderStyle Style(string word) =>
        Enum.Parse<OrderStyle>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static int Show(int seed, string word, int bots)
    {
        var (failures, hash) = WorldProcess.Live(seed, Style(word), bots, new Census(), Console.WriteLine);
        foreach (var failure in failures)
            Console.WriteLine($"seed {seed}: {failure}");
        var verdict = failures.Count == 0 ? "the bot's books and the exchange's agree" : "they do not agree";
        Console.WriteLine($"{word}, seed {seed}: {verdict} (hash {hash:x16})");
        return failures.Count > 0 ? 1 : 0;
    }

    private static int RunAll(IEnumerable<string> styles, Plan plan)
    {
        var (exit, verdicts) = (0, new List<string>());
        foreach (var style in styles.TakeWhile(_ => exit == 0 || !plan.IsFirstEnough))
            exit = Math.Max(exit, Run(style, plan, verdicts));
        verdicts.ForEach(Console.WriteLine);
        return exit;
    }

    private static int Run(string word, Plan plan, List<string> verdicts)
    {
        var began = Stopwatch.StartNew();
        var tally = new Tally();
        var processes = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, plan.Seeds))
            .Select(part => Start(Style(word), plan, part)).ToList();
        // Read one after the other: this process has one thread too, and a pipe holds what waits.
        foreach (var reader in processes.Select(process => new Thread(() => Read(process, tally))).ToList().Select(Begin).ToList())
            reader.Join();
        if (plan.ShowsHashes)
            tally.ShowHashes();
        if (plan.ShowsCensus)
            tally.Show();
        // Who looks for a failure plants mistakes, and they shift what the seeds bring.
        var missing = plan.IsFirstEnough ? [] : Minimum.Missing(plan.HeldTo ?? word, tally);
        foreach (var line in missing)
            Console.WriteLine($"nothing was tried: {line}");
        verdicts.Add(
            $"{word}: {tally.Worlds} worlds, {tally.Failed} with a failure, {began.Elapsed.TotalSeconds:F0} s, "
            + $"{began.Elapsed.TotalMilliseconds / Math.Max(1, tally.Worlds):F1} ms each");
        return tally.Failed > 0 ? 1 : missing.Count > 0 ? 2 : 0;
    }

    private static Thread Begin(Thread thread)
    {
        thread.Start();
        return thread;
    }

    private static Process Start(OrderStyle style, Plan plan, int part)
    {
        var step = Math.Min(Environment.ProcessorCount, plan.Seeds);
        int[] numbers =
        [
            plan.From + part, step, (plan.Seeds - part + step - 1) / step, (int)Math.Ceiling(plan.Seconds), plan.Bots,
        ];
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = plan.IsFirstEnough,
        };
        // A tenth of the time goes otherwise into keeping compiled code from being written to.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.ArgumentList.Add(typeof(WorldCommand).Assembly.Location);
        start.ArgumentList.Add(WorldProcess.Word);
        start.ArgumentList.Add($"{style}");
        foreach (var number in numbers)
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        if (plan.IsFirstEnough)
            start.ArgumentList.Add(WorldProcess.AskWord);
        return Process.Start(start)!;
    }

    private static void Read(Process process, Tally tally)
    {
        var isDone = false;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line == WorldProcess.MayGoOn)
                process.StandardInput.WriteLine(tally.Failed == 0 ? WorldProcess.Yes : "no");
            else
                isDone |= tally.Take(line.Split('\t'));
        }

        process.WaitForExit();
        if (!isDone)
            tally.Take(["failure", "?", $"a process ended early with {process.ExitCode}"]);
        process.Dispose();
    }

    private sealed record Plan(
        int From, int Seeds, int Bots, double Seconds, bool ShowsCensus, bool ShowsHashes, bool IsFirstEnough, string? HeldTo);
}

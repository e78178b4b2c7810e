using System.CommandLine;

namespace TradingBot.Benchmarks.Comparison;

/// <summary>
/// <c>compare [COMMIT]</c>: what this checkout and a commit before it take, in turn and in one sitting, beside the
/// yardstick, as a Markdown table.
/// </summary>
internal static class CompareCommand
{
    /// <summary>The last one before speed and smallness were worked at.</summary>
    private const string BeforeSpeed = "d85552b";

    public static Command Create()
    {
        var commit = new Argument<string>("COMMIT")
        {
            Description = "the commit before, built in a folder of its own",
            DefaultValueFactory = _ => BeforeSpeed,
        };
        var repeats = WholeNumber.Option("--repeats", "how many times each figure is measured", 1, 1000, otherwise: 10);
        var minutes = WholeNumber.Option("--minutes", "how long the paper bots run", 1, 1000, otherwise: 3);
        var orders = WholeNumber.Option("--orders", "how many orders the latency is of", 10, 100_000, otherwise: 200);
        var unpublished = new Option<bool>("--unpublished")
        {
            Description = "leaves out what deploy/publish makes, which takes minutes for each",
        };
        var command = new Command("compare", "Measures this checkout and a commit before it, in turn.")
        {
            commit, repeats, minutes, orders, unpublished,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(commit)!,
            new Plan(
                parsed.GetValue(repeats),
                TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                parsed.GetValue(orders),
                !parsed.GetValue(unpublished))));
        return command;
    }

    private static async Task<int> RunAsync(string commit, Plan plan)
    {
        using var signals = new StopSignals();
        try
        {
            await RunAsync(commit, plan, signals.Token);
            return 0;
        }
        catch (Exception) when (signals.Token.IsCancellationRequested)
        {
            // Whatever was running was ended with us, and says so in words of its own.
            await Console.Error.WriteLineAsync("stopped");
            return 1;
        }
    }

    private static async Task RunAsync(string commit, Plan plan, CancellationToken stop)
    {
        var scratch = Directory.CreateTempSubdirectory("tradingbot-compare-").FullName;
        // What a process leaves that is ended with us is deleted with the rest.
        Environment.SetEnvironmentVariable("TMPDIR", scratch);
        BuiltCommit? before = null;
        try
        {
            Console.WriteLine($"building {commit} and what both publish, in {scratch}");
            before = await BuiltCommit.OfAsync(commit, scratch, plan.Publishes, stop);
            var now = await BuiltCommit.HereAsync(scratch, plan.Publishes, stop);
            Console.WriteLine(ComparedFigure.Head);
            await foreach (var figure in new Sitting(before, now, plan, scratch, stop).FiguresAsync())
                Console.WriteLine(figure);
        }
        finally
        {
            if (before is not null)
                await before.RemoveAsync();
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <param name="Repeats">Of each figure.</param>
    /// <param name="Trading">How long paper bots run before their memory is read.</param>
    /// <param name="Orders">How many orders the latency is of.</param>
    /// <param name="Publishes">False: only what <c>dotnet build</c> makes is measured.</param>
    internal sealed record Plan(int Repeats, TimeSpan Trading, int Orders, bool Publishes);
}

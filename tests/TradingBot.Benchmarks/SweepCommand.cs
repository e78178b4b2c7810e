using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken;
using TradingBot.Modes;
using TradingBot.Modes.Searches;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Expressions;
using TradingBot.Research.Search.Samplers;
using TradingBot.Research.Storage;
using TradingBot.Research.Trials;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>sweep</c>: how many backtests a second a search runs, on one thread and on all, every trial stored; and whether
/// its memory grows with their number.
/// </summary>
internal static class SweepCommand
{
    private const double MostGrowth = 1.1;

    public static Command Create()
    {
        var repeats = WholeNumber.Option("--repeats", "how many times each is measured", 1, 100, otherwise: 5);
        var command = new Command("sweep", "Measures the speed and the memory of a search.") { repeats };
        command.SetAction(parsed => Run(parsed.GetValue(repeats)));
        return command;
    }

    private static int Run(int repeats)
    {
        var directory = Directory.CreateTempSubdirectory("tradingbot-sweep-").FullName;
        try
        {
            var contests = Contests();
            var isFlat = Memory(contests[1], directory); // first: the others leave their heap
            Console.WriteLine("| search | threads | best, ms | median | combinations/s | M candles/s |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
            foreach (var contest in contests)
            {
                var alone = Measure(contest, 1, repeats, directory);
                if (Environment.ProcessorCount == 1)
                    continue;
                var together = Measure(contest, Environment.ProcessorCount, repeats, directory);
                var share = alone / together / Environment.ProcessorCount;
                Console.WriteLine(Text($"{contest.Name}: each core does {share:0.00} of what one alone does"));
            }

            return isFlat ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Contest[] Contests() =>
    [
        new("80 sets x 150,000 candles", "sma-cross", "fast=5..40:5,slow=50..140:10", 1, 150_000),
        new("10,000 sets x 17,500 candles", "macd-cross", "fast=2..26,slow=30..69,signal=5..14", 150, 17_500),
    ];

    /// <returns>The best time, milliseconds.</returns>
    private static double Measure(Contest contest, int threads, int repeats, string directory)
    {
        var times = new List<double>();
        for (var repeat = 0; repeat <= repeats; repeat++)
        {
            var before = Stopwatch.GetTimestamp();
            contest.Run(threads, long.MaxValue, Path.Combine(directory, $"{Guid.NewGuid():N}"));
            if (repeat > 0) // the first one compiles
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        times.Sort();
        var speed = contest.Sets / times[0] * 1000;
        Console.WriteLine(
            Text($"| {contest.Name} | {threads} | {times[0]:0} | {times[times.Count / 2]:0} | {speed:0} | ")
            + Text($"{speed * contest.Candles / 1e6:0.0} |"));
        return times[0];
    }

    /// <returns>False where a hundred times the trials take more than a tenth more.</returns>
    private static bool Memory(Contest contest, string directory)
    {
        _ = Resident(contest, 100, directory); // compiles
        var few = Resident(contest, 100, directory);
        var many = Resident(contest, 10_000, directory);
        Console.WriteLine(Text($"memory after 100 trials {few / 1e6:0.0} MB, after 10,000 {many / 1e6:0.0} MB"));
        return many <= few * MostGrowth;
    }

    /// <summary>What the process has for itself once its heap is collected, bytes.</summary>
    private static double Resident(Contest contest, long trials, string directory)
    {
        contest.Run(Environment.ProcessorCount, trials, Path.Combine(directory, $"{Guid.NewGuid():N}"));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Name">Of its row.</param>
    /// <param name="Strategy">In the catalogue.</param>
    /// <param name="Over">As <c>--over</c>.</param>
    /// <param name="Sampling">Minutes of a candle of the synthetic market.</param>
    /// <param name="Candles">How many are traded on.</param>
    private sealed record Contest(string Name, string Strategy, string Over, int Sampling, int Candles)
    {
        private readonly LoadedBot _bot = LoadedBot.Of(new BotDefinition
        {
            Venue = "kraken",
            Pair = "XBTUSD",
            Period = 1,
            Strategy = new StrategyChoice(Strategy, new Dictionary<string, string>()),
            Size = TradeSize.Parse("95%", "USD"),
            MaximumTrades = 1,
            Fee = 0.0026m,
            Breakers = Core.Risk.Breakers.BreakerLimits.Off,
        });

        private readonly CandleHistory _history = HistoryOf(Sampling, Candles);

        private SearchSpace Space { get; } = SearchSpace.Parse(
            [Over], Searchable.Of(Core.Strategies.Catalog.StrategyCatalog.Find(Strategy)!));

        public long Sets => (long)Space.Count;

        public void Run(int threads, long trials, string directory)
        {
            Directory.CreateDirectory(directory);
            using var log = TrialLog.Open(directory, Space.Dimensions);
            new Sweep(
                SearchMethods.Create("grid", Space, 1),
                SetupOf,
                Objective.Parse("sharpe", ReportFigures.Scope),
                [])
            {
                Threads = threads,
                MostTrials = trials,
            }.Run(log.Append, CancellationToken.None);
        }

        /// <summary>Every candle is the market's, however long: what counts is how many there are.</summary>
        private static CandleHistory HistoryOf(int sampling, int candles) => CandleHistory.WithGaps(
            new CandleMemory(Tests.Backtests.Synthetic(candles * sampling).Where((_, i) => i % sampling == 0)
                .Select(OneMinuteApart).ToArray()));

        private static Candle OneMinuteApart(Candle candle, int number) => new(
            SyntheticMarket.Start + number * 60L, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume,
            candle.TradeCount);

        private TrialSetup SetupOf(Candidate candidate)
        {
            var bot = SearchedSettings.Apply(_bot, candidate);
            var options = new BacktestOptions
            {
                Instrument = KrakenPairs.Find("XBTUSD")!,
                Start = SyntheticMarket.Start,
            };
            var fills = new FillModel(0, Backtest.FeesOf(bot.Definition, options));
            return new TrialSetup(bot.SetupOn(Backtest.FactsOf(bot.Definition, options, fills)), fills, _history);
        }
    }
}

using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Import;

namespace TradingBot.Benchmarks;

/// <summary>Backtests and what they read, beside a program in C that does the least such a backtest can.</summary>
internal sealed class BacktestBenchmark
{
    private readonly string _directory;
    private readonly int _repeats;
    private readonly Market _market;

    private BacktestBenchmark(string directory, int repeats, Market market) =>
        (_directory, _repeats, _market) = (directory, repeats, market);

    /// <param name="repeats">How many times each row is measured.</param>
    public static int Run(int repeats)
    {
        var directory = Directory.CreateTempSubdirectory("tradingbot-benchmark-").FullName;
        try
        {
            Console.WriteLine("making the synthetic market: 2,629,440 one-minute candles");
            new BacktestBenchmark(directory, repeats, new Market(directory)).Run();
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private void Run()
    {
        var run = EngineBenchmark.Run(_market.Candles, "macd-cross");
        var ledger = run.Engine.Ledger;
        Console.WriteLine(
            $"  engine   buys {ledger.Closed.Count}  fees {ledger.Fees:F6}  net {ledger.Cash - ledger.StartCash:F6}");
        var yardstick = Yardstick.Build(_directory, out var reason);
        var limit = yardstick?.Run(_market.Csv, _repeats);
        Console.WriteLine(limit is null ? $"  no yardstick: {reason}" : $"  limit.c  {limit.Value.Trades}");

        Console.WriteLine();
        Console.WriteLine($"{"",-46}{"best",10}{"median",10}{"limit.c",10}  (best of limit.c)");
        Engine("engine, macd-cross", "macd-cross");
        Engine(
            "engine, macd-cross with three exit rules",
            "macd-cross", "take-profit=90", "stop-loss=90", "trailing-stop=90");
        Engine("engine, macd (the original's rule)", "macd");
        Engine("engine, sma-cross", "sma-cross");
        Engine("engine, stochastic-sr-ma", "stochastic-sr-ma");
        Parse(limit?.Rows);
        WholeProcess();

        void Engine(string name, string strategy, params string[] settings) => Rate(
            name,
            Figures.Of(warmUps: 20, _repeats, () => EngineBenchmark.Run(_market.Candles, strategy, settings)),
            "M candles/s",
            limit?.Candles);
    }

    private void Parse(double? limit)
    {
        var batch = new Candle[65_536];
        var parse = Figures.Of(warmUps: 10, _repeats, () => ReadAll(_market.Csv, batch));
        Rate("CSV parse, every row checked", parse, "M rows/s", limit);
        var store = Path.Combine(_directory, "import");
        var import = $"history import {_market.Csv} --data {store}";
        Rate("CSV import, whole process, fsync included", Figures.Of(2, Math.Min(_repeats, 10), () =>
        {
            if (Directory.Exists(store))
                Directory.Delete(store, recursive: true);
            ProcessBenchmark.Run(import);
        }), "M rows/s", null);
    }

    private void WholeProcess()
    {
        var store = Path.Combine(_directory, "store");
        ProcessBenchmark.Run($"history import {_market.Csv} --data {store}");
        var series = SeriesName.Parse("XBTUSD_1")!.Value;
        Time(
            "open and verify the stored candles",
            Figures.Of(5, _repeats, () =>
            {
                using var file = new CandleStore(store).Open(series);
                _ = file.Candles.Length; // which verifies all of them
            }));
        var backtest = "-x kraken -p 1 -c XXBTZUSD -s 2020-01-01 --strategy macd-cross --trades 1 --fee 0.26%";
        Time(
            "whole process, stored candles to report",
            Figures.Of(2, _repeats, () => ProcessBenchmark.Run($"{backtest} --data {store}")));
        Time(
            "whole process, synthetic market to report",
            Figures.Of(1, Math.Min(_repeats, 10), () => ProcessBenchmark.Run($"{backtest} --data synthetic")));
    }

    private void Rate(string name, Figures figures, string unit, double? other)
    {
        var (best, median) = figures.Rate(_market.Candles.Length);
        Console.WriteLine($"{name,-46}{best,10:F1}{median,10:F1}{other,10:F0}  {unit}");
    }

    private static void Time(string name, Figures figures) =>
        Console.WriteLine($"{name,-46}{figures.Best,10:F1}{figures.Median,10:F1}{"",10}  ms");

    private static void ReadAll(string csv, Candle[] batch)
    {
        using var stream = File.OpenRead(csv);
        var reader = new CsvCandleReader(stream, csv, new Timeframe(1));
        while (reader.Read(batch) > 0)
        {
        }
    }
}

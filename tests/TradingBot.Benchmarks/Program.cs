using System.Globalization;
using TradingBot.Benchmarks;
using TradingBot.Benchmarks.Mutants;
using TradingBot.Core.Market;
using TradingBot.History;

if (args is ["faults", ..])
    return FaultCommand.Run(args[1..]);
if (args is ["kills", ..])
    return await KillCommand.RunAsync(args[1..]);
if (args is ["mutants", ..])
    return await MutantCommand.RunAsync(args[1..]);
if (args is ["tick-to-order", ..])
    return await TickToOrderCommand.RunAsync(args[1..]);
if (args is ["journal", ..])
    return JournalCommand.Run(args[1..]);
var repeats = args.Length == 0 ? 30 : int.Parse(args[0], CultureInfo.InvariantCulture);
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var directory = Directory.CreateTempSubdirectory("tradingbot-benchmark-").FullName;
try
{
    Console.WriteLine("making the synthetic market: 2,629,440 one-minute candles");
    var market = new Market(directory);
    var count = market.Candles.Length;
    var run = EngineBenchmark.Run(market.Candles, "macd-cross");
    var ledger = run.Engine.Ledger;
    Console.WriteLine($"  engine   buys {ledger.Closed.Count}  fees {ledger.Fees:F6}  net {ledger.Cash - ledger.StartCash:F6}");
    var yardstick = Yardstick.Build(directory, out var reason);
    var limit = yardstick?.Run(market.Csv, repeats);
    Console.WriteLine(limit is null ? $"  no yardstick: {reason}" : $"  limit.c  {limit.Value.Trades}");

    Console.WriteLine();
    Console.WriteLine($"{"",-46}{"best",10}{"median",10}{"limit.c",10}  (best of limit.c)");
    Engine("engine, macd-cross", "macd-cross");
    Engine("engine, macd-cross with three exit rules", "macd-cross", "take-profit=90", "stop-loss=90", "trailing-stop=90");
    Engine("engine, macd (the original's rule)", "macd");
    Engine("engine, sma-cross", "sma-cross");
    Engine("engine, stochastic-sr-ma", "stochastic-sr-ma");
    Parse();
    Whole();

    void Engine(string name, string strategy, params string[] settings) => Rate(
        name,
        Figures.Of(warmUps: 20, repeats, () => EngineBenchmark.Run(market.Candles, strategy, settings)),
        "M candles/s",
        limit?.Candles);

    void Parse()
    {
        var batch = new Candle[65_536];
        Rate("CSV parse, every row checked", Figures.Of(warmUps: 10, repeats, () => ReadAll(market.Csv, batch)), "M rows/s", limit?.Rows);
        var store = Path.Combine(directory, "import");
        var import = $"history import {market.Csv} --data {store}";
        Rate("CSV import, whole process, fsync included", Figures.Of(2, Math.Min(repeats, 10), () =>
        {
            if (Directory.Exists(store))
                Directory.Delete(store, recursive: true);
            ProcessBenchmark.Run(import);
        }), "M rows/s", null);
    }

    void Whole()
    {
        var store = Path.Combine(directory, "store");
        ProcessBenchmark.Run($"history import {market.Csv} --data {store}");
        var series = SeriesName.Parse("XBTUSD_1")!.Value;
        Time("open and verify the stored candles", Figures.Of(5, repeats, () => new CandleStore(store).Open(series).Dispose()));
        var backtest = "-x kraken -p 1 -c XXBTZUSD -s 2020-01-01 --strategy macd-cross --trades 1 --fee 0.26% ";
        Time("whole process, stored candles to report", Figures.Of(2, repeats, () => ProcessBenchmark.Run($"{backtest} --data {store}")));
        Time("whole process, synthetic market to report", Figures.Of(1, Math.Min(repeats, 10), () => ProcessBenchmark.Run($"{backtest} --data synthetic")));
    }

    void Rate(string name, Figures figures, string unit, double? other)
    {
        var (best, median) = figures.Rate(count);
        Console.WriteLine($"{name,-46}{best,10:F1}{median,10:F1}{other,10:F0}  {unit}");
    }

    static void Time(string name, Figures figures) =>
        Console.WriteLine($"{name,-46}{figures.Best,10:F1}{figures.Median,10:F1}{"",10}  ms");

    static void ReadAll(string csv, Candle[] batch)
    {
        using var stream = File.OpenRead(csv);
        var reader = new CsvCandleReader(stream, csv, new Timeframe(1));
        while (reader.Read(batch) > 0)
        {
        }
    }

    return 0;
}
finally
{
    Directory.Delete(directory, recursive: true);
}

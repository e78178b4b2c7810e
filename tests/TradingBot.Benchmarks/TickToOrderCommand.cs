using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Data.Candles;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>tick-to-order [ORDERS] [DIR]</c>: a live session on an offline Kraken over loopback sockets that trades on every
/// candle; prints the histogram the session itself keeps. DIR holds the journal: its disk is a part of the time.
/// </summary>
internal static class TickToOrderCommand
{
    private const double Speed = 60;

    public static Command Create()
    {
        var wanted = WholeNumber.Argument(
            "ORDERS", "how many orders, about a second each", 1, 1_000_000, otherwise: 200);
        var parent = ScratchFolder.Argument("where the journal is kept meanwhile: its disk is a part of the time");
        var command = new Command(
            "tick-to-order",
            "Measures the time from the frame that closes a candle to the order's request, on an offline Kraken.")
            { wanted, parent };
        var program = new Option<FileInfo>("--program")
        {
            Description = "measures this program in a process of its own (default: the built one, in this process)",
            HelpName = "FILE",
        };
        program.AcceptExistingOnly();
        command.Options.Add(program);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(wanted),
            ScratchFolder.Make(parsed.GetValue(parent)!, "tick-to-order"),
            parsed.GetValue(program)?.FullName));
        return command;
    }

    /// <summary>What was measured, and what the disk itself takes.</summary>
    public static void Print(string whole, string withoutDisk, SyncProbe probe)
    {
        Console.WriteLine($"frame received to request handed to the socket: {whole}");
        Console.WriteLine($"the same without the journal's commit:          {withoutDisk}");
        Console.WriteLine($"an fdatasync of {SyncProbe.Bytes} bytes there, after each order: {probe}");
    }

    private static async Task<int> RunAsync(int wanted, string directory, string? program)
    {
        try
        {
            Console.WriteLine($"{CandleFormat.Count(wanted, "order")}, about a second each, journal in {directory}");
            if (program is not null)
                return await TickToOrderProgram.RunAsync(program, wanted, Speed, directory);
            var time = new ScaledTime(Speed);
            await using var kraken = await OfflineKraken.StartAsync(
                new OfflineKrakenOptions { Time = time, Markets = [MarketSetup.Synthetic("XBTUSD")] });
            using var stop = new CancellationTokenSource();
            var session = SessionOn(kraken, time, directory);
            await using var prepared = await session.PrepareAsync(stop.Token);
            var running = prepared.RunAsync(stop.Token);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            using var probe = new SyncProbe(directory);
            while (!running.IsCompleted && prepared.Loop.TickToOrder.Count < wanted)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
                probe.Measure();
            }

            await stop.CancelAsync();
            var result = await running;
            Print($"{result.TickToOrder}", $"{result.TickToOrderWithoutDisk}", probe);
            return result.Failure is null ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static BotBuilder SessionOn(OfflineKraken kraken, TimeProvider time, string directory)
    {
        var options = new ExchangeOptions
        {
            At = kraken.RestAddress,
            StateDirectory = directory,
            AccountTier = "pro",
        };
        var environment = RealNetwork.With(time);
        var exchange = Venues.Default.Connect(
            options,
            new ApiKey(kraken.Credentials.Key, kraken.Credentials.Secret),
            environment,
            NullLoggerFactory.Instance);
        return new BotBuilder(
            Defined(),
            new BotEnvironment { StorageDirectory = directory },
            new BotHost(exchange, environment, NullLoggerFactory.Instance));
    }

    private static LoadedBot Defined()
    {
        var strategy = new StrategyDefinition(
            "alternate",
            "buys and sells in turn",
            [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (_, _) => new InTurn());
        var definition = new BotDefinition
        {
            Venue = "simulator",
            Pair = "XBTUSD",
            Period = 1,
            Poll = TimeSpan.FromHours(1),
            Strategy = new StrategyChoice(strategy.Name, new Dictionary<string, string>()),
            Size = new TradeSize.BaseVolume(0.002m),
            MaximumTrades = 1,
            Balance = 50_000,
            Mode = TradingMode.Live,
        };
        return new LoadedBot(
            definition, LoadedStrategy.Of(strategy, definition.Strategy.Parameters, definition.Timeframe));
    }

    private sealed class InTurn : IStrategy
    {
        private bool _isIn;

        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) =>
            (_isIn = !_isIn) ? Signal.Enter("its turn") : Signal.Leave("its turn");
    }
}

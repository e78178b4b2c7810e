using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;
using TradingBot.History;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.KrakenSimulator;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.Modes;

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
        command.SetAction((parsed, _) =>
            RunAsync(parsed.GetValue(wanted), ScratchFolder.Make(parsed.GetValue(parent)!, "tick-to-order")));
        return command;
    }

    private static async Task<int> RunAsync(int wanted, string directory)
    {
        try
        {
            Console.WriteLine($"{Words.Count(wanted, "order")}, about a second each, journal in {directory}");
            var time = new ScaledTime(Speed);
            await using var kraken = await OfflineKraken.StartAsync(
                new OfflineKrakenOptions { Time = time, Markets = [MarketSetup.Synthetic("XBTUSD")] });
            using var stop = new CancellationTokenSource();
            var session = SessionOn(kraken, time, directory);
            var running = session.RunAsync(stop.Token);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (!running.IsCompleted && (session.Loop?.TickToOrder.Count ?? 0) < wanted)
                await timer.WaitForNextTickAsync(CancellationToken.None);
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Console.WriteLine($"frame received to request handed to the socket: {session.Loop?.TickToOrder}");
            Console.WriteLine($"the same without the journal's commit:          {session.Loop?.TickToOrderWithoutDisk}");
            return running.IsFaulted ? 1 : 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static TradingSession SessionOn(OfflineKraken kraken, TimeProvider time, string directory)
    {
        var options = new KrakenOptions
        {
            Rest = kraken.RestAddress,
            PublicSocket = kraken.PublicSocket,
            PrivateSocket = kraken.PrivateSocket,
            StateDirectory = directory,
            Tier = Kraken.Limits.AccountTier.Pro,
        };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddKrakenPublic(options)
            .AddKrakenPrivate(options, new ApiKey(kraken.Credentials.Key, kraken.Credentials.Secret))
            .BuildServiceProvider();
        var account = KrakenAccount.Of(services);
        return new TradingSession(
            Request(directory), options, services.GetRequiredService<PublicRest>(), account, new SessionEnvironment(time), NullLoggerFactory.Instance);
    }

    private static TradeRequest Request(string directory)
    {
        var strategy = new StrategyDefinition(
            "alternate", "buys and sells in turn", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new InTurn());
        return new TradeRequest
        {
            Exchange = "simulator",
            Instrument = Tests.Backtests.Bitcoin,
            Timeframe = new Timeframe(1),
            Poll = TimeSpan.FromHours(1),
            Feed = FeedKind.Socket,
            Start = 0,
            End = null,
            Strategy = strategy,
            Settings = StrategySettings.Of(strategy.Parameters, []),
            DataDirectory = null,
            FillGaps = true,
            SizingOn = _ => new FixedVolume(0.002m, "XBT"),
            Trades = 1,
            Balance = 50_000,
            IsBalanceGiven = true,
            Fees = FeeSchedule.Flat(0.0026m),
            Slippage = 0,
            Output = null,
            Verbose = false,
            IsLive = true,
            StorageDirectory = directory,
        };
    }

    private sealed class InTurn : IStrategy
    {
        private bool _isIn;

        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) =>
            (_isIn = !_isIn) ? Signal.Enter("its turn") : Signal.Leave("its turn");
    }
}

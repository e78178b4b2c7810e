using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Hosting;
using TradingBot.Storage;
using TradingBot.Worlds.Exchange;
using TradingBot.Worlds.Lines;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>
/// The program as its supervisor sees it: started, killed, started again. Everything of it is the real one; only the
/// last byte's way and the clock are the world's.
/// </summary>
internal sealed class Bot(
    KrakenModel kraken, Random random, WorldLogs logs, Disk disk, string directory, OrderStyle style)
{
    private const string Name = "world";

    private static readonly StrategyDefinition Coin = new(
        "coin",
        "enters and leaves by the candle's number",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new CoinStrategy());

    // So near that most trades end within the next prints: exits are what must not be lost.
    private static readonly Dictionary<string, string> Exits =
        new() { ["take-profit"] = "0.2", ["stop-loss"] = "0.2", ["exits"] = "intrabar" };

    private Task? _running;
    private Action _cancel = () => { };
    private TradingSession? _session;

    /// <summary>The process that runs or ran last.</summary>
    public Process Process { get; private set; } = new(kraken.Time);

    public string Database => Path.Combine(directory, Name + BotDatabase.Extension);

    public bool HasDeadMansSwitch { get; init; }

    /// <summary>True from the start to the end of the process.</summary>
    public bool IsRunning => _running is { IsCompleted: false };

    /// <summary>True once it follows the market.</summary>
    public bool HasBegun => IsRunning && HadBegun;

    /// <summary>True where the last process followed the market, whatever has become of it.</summary>
    public bool HadBegun => _session is { HasBegun: true };

    /// <summary>Why the last process ended by itself; null where it was told to, or killed.</summary>
    public Exception? Failure => _running?.Exception?.InnerException;

    /// <summary>Begins a process; the one before is over.</summary>
    /// <param name="wallError">What its wall clock is ahead of the truth.</param>
    public void Start(TimeSpan wallError)
    {
        Process = new Process(kraken.Time);
        Process.Clock.WallError = wallError;
        disk.Dies = Process.Die;
        _session = null;
        _running = Task.Run(() => LiveAsync(Process));
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        Process.Die();
        disk.Freeze();
        _cancel();
    }

    /// <summary>SIGTERM, as the program's host passes it on.</summary>
    public void Terminate() => Process.Hand(() => _cancel());

    private async Task LiveAsync(Process process)
    {
        using var stopping = new CancellationTokenSource();
        _cancel = stopping.Cancel;
        var stop = stopping.Token;
        var environment = new ExchangeEnvironment(process.Clock)
        {
            Http = () => new HttpLine(process, kraken),
            Connect = SocketLine.Connector(process, kraken),
            Chance = random.NextDouble,
            NewId = NewId,
        };
        var options = new ExchangeOptions
        {
            At = new Uri("http://kraken.world"),
            StateDirectory = directory,
            AccountTier = "pro",
        };
        await using var exchange = Venues.Default.Connect(
            options, new ApiKey(ModelRest.Key, ModelRest.Secret), environment, logs);
        _session = new TradingSession(Defined(), Place(), exchange, environment, logs);
        try
        {
            await _session.RunAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // killed, or told to end
        }
        catch (Exception) when (process.IsDead)
        {
            // what a killed process fails with, nobody learns
        }
        finally
        {
            _cancel = () => { };
        }
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private LoadedBot Defined() => new(
        new BotDefinition
        {
            Name = Name,
            Venue = "kraken",
            Pair = "XBTUSD",
            Period = 1,
            Poll = TimeSpan.FromSeconds(30),
            Strategy = new StrategyChoice(Coin.Name, Exits),
            Size = new TradeSize.BaseVolume(0.01234567m),
            Orders = new OrderTerms(style, style == OrderStyle.Market ? null : TimeSpan.FromSeconds(25)),
            Balance = 50_000,
            Mode = TradingMode.Live,
            // None that depend on money: they would end the trading that is to be tested.
            Breakers = new BreakerLimits { OrderErrors = null },
        },
        LoadedStrategy.Of(Coin, Exits, new Timeframe(1)));

    private BotEnvironment Place() =>
        new() { StorageDirectory = directory, HasDeadMansSwitch = HasDeadMansSwitch };

    private sealed class CoinStrategy : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => (candle.OpenSeconds / 60 * 7919 % 101 % 4) switch
        {
            3 => Signal.Leave("coin"),
            _ => Signal.Enter("coin"),
        };
    }
}

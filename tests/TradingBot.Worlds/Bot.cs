using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Worlds.Exchange;
using TradingBot.Worlds.Lines;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>
/// The program as its supervisor sees it, with one bot or with several on one account: started, killed, started again.
/// Everything of it is the real one; only the last byte's way and the clock are the world's.
/// </summary>
internal sealed class Bot(
    KrakenModel kraken, Random random, WorldLogs logs, Disk disk, string directory, OrderStyle style, int count)
{
    private const decimal Cash = 50_000;

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
    private PreparedBot?[] _prepared = new PreparedBot?[count];

    /// <summary>The process that runs or ran last.</summary>
    public Process Process { get; private set; } = new(kraken.Time);

    /// <summary>What each of them may spend.</summary>
    public decimal Balance => Cash / count;

    /// <summary>One for each bot.</summary>
    public IReadOnlyList<string> Databases { get; } =
    [
        .. Enumerable.Range(0, count).Select(bot => Path.Combine(directory, NameOf(bot) + BotDatabase.Extension)),
    ];

    public bool HasDeadMansSwitch { get; init; }

    /// <summary>Age from which on events may be deleted; null: never.</summary>
    public TimeSpan? KeepEvents { get; init; }

    /// <summary>True from the start to the end of the process.</summary>
    public bool IsRunning => _running is { IsCompleted: false };

    /// <summary>True once one of them follows the market.</summary>
    public bool HasBegun => IsRunning && _prepared.Any(bot => bot is not null);

    /// <summary>True where in the last process the first bot followed the market, whatever has become of it.</summary>
    public bool HadBegun => _prepared[0] is not null;

    /// <summary>Why a bot of the last process ended by itself; null where all were told to, or killed.</summary>
    public Exception? Failure => _running?.Exception?.InnerExceptions is { } failures
        ? failures.FirstOrDefault(failure => failure is not UserError) ?? failures[0]
        : null;

    /// <summary>Begins a process; the one before is over.</summary>
    /// <param name="wallError">What its wall clock is ahead of the truth.</param>
    public void Start(TimeSpan wallError)
    {
        Process = new Process(kraken.Time);
        Process.Clock.WallError = wallError;
        disk.Dies = Process.Die;
        _prepared = new PreparedBot?[count];
        // Not awaited in there: of several failures an await tells one.
        _running = Task.Run(() => LiveAsync(Process)).Unwrap();
    }

    /// <summary>A bot of a journal, for its replay.</summary>
    public static LoadedBot Loaded(BotDefinition definition) =>
        new(definition, LoadedStrategy.Of(Coin, definition.Strategy.Parameters, definition.Timeframe));

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        Process.Die();
        disk.Freeze();
        _cancel();
    }

    /// <summary>SIGTERM, as the program's host passes it on.</summary>
    public void Terminate() => Process.Hand(() => _cancel());

    private async Task<Task> LiveAsync(Process process)
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
        var host = new BotHost(exchange, environment, logs);
        var bots = Task.WhenAll(Enumerable.Range(0, count).Select(bot => LiveAsync(bot, host, process, stop)));
        await bots.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cancel = () => { };
        return bots;
    }

    private async Task LiveAsync(int bot, BotHost host, Process process, CancellationToken stop)
    {
        try
        {
            var builder = new BotBuilder(Defined(bot), Place(), host);
            await using var prepared = await builder.PrepareAsync(stop).ConfigureAwait(false);
            _prepared[bot] = prepared;
            if ((await prepared.RunAsync(stop).ConfigureAwait(false)).Failure is { } failure)
                throw failure;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // killed, or told to end
        }
        catch (Exception) when (process.IsDead)
        {
            // what a killed process fails with, nobody learns
        }
    }

    private static string NameOf(int bot) => bot == 0 ? "world" : $"world-{bot + 1}";

    private Guid NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private LoadedBot Defined(int bot) => new(
        new BotDefinition
        {
            Name = NameOf(bot),
            Venue = "kraken",
            Pair = "XBTUSD",
            Period = 1,
            Poll = TimeSpan.FromSeconds(30),
            Strategy = new StrategyChoice(Coin.Name, Exits),
            Size = new TradeSize.BaseVolume(0.01234567m),
            Orders = new OrderTerms(style, style == OrderStyle.Market ? null : TimeSpan.FromSeconds(25)),
            Balance = Balance,
            Mode = TradingMode.Live,
            // None that depend on money: they would end the trading that is to be tested.
            Breakers = new BreakerLimits { OrderErrors = null },
        },
        LoadedStrategy.Of(Coin, Exits, new Timeframe(1)));

    private BotEnvironment Place() =>
        new() { StorageDirectory = directory, HasDeadMansSwitch = HasDeadMansSwitch, KeepEvents = KeepEvents };

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

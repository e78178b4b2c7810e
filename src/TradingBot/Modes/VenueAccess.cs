using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Modes;

/// <summary>The way to one account at one venue, for all bots of the process that trade there.</summary>
internal sealed partial class VenueAccess : IAsyncDisposable
{
    private readonly IVenue _venue;
    private readonly ExchangeOptions _options;
    private readonly ApiKey? _key;
    private readonly bool _isKeyNeeded;
    private Func<ValueTask> _dispose = () => default;

    private VenueAccess(
        IReadOnlyList<LoadedBot> bots, IVenue venue, ExchangeOptions options, ApiKey? key, bool isKeyNeeded) =>
        (Bots, _venue, _options, _key, _isKeyNeeded) = (bots, venue, options, key, isKeyNeeded);

    /// <summary>Those that trade there, at least one.</summary>
    public IReadOnlyList<LoadedBot> Bots { get; }

    /// <summary>The exchange's clock, as fast as its own.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where the bots' databases are, and what they may do with the account.</summary>
    public required BotEnvironment Place { get; init; }

    /// <summary>Seconds of its time in a second of the wall's.</summary>
    public double Speed => _options.Speed;

    /// <summary>True for an exchange inside this program.</summary>
    public bool IsSimulated => Bots[0].Definition.IsSimulated;

    /// <param name="bots">Of one venue.</param>
    /// <param name="run">How the program runs them.</param>
    /// <param name="secrets">Where a key may be; paper trading does without one, a simulator has its own.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <exception cref="UserError">The key cannot be used or is missing, or the exchange does not answer.</exception>
    /// <exception cref="FullProgramNeededException">This program has no simulator.</exception>
    public static Task<VenueAccess> OpenAsync(
        IReadOnlyList<LoadedBot> bots, RunOptions run, SessionSecrets secrets, CancellationToken stop) =>
        !bots[0].Definition.IsSimulated ? ExchangeAsync(bots, run, secrets, stop)
        : FullProgram.IsThis ? SimulatorAsync(bots, run, stop)
        : throw new FullProgramNeededException();

    /// <summary>Without the key where it is good to have and its nonces are in use elsewhere.</summary>
    /// <exception cref="UserError">The key is needed and cannot be used.</exception>
    public IExchange Connect(ExchangeEnvironment environment, ILoggerFactory logs)
    {
        try
        {
            return _venue.Connect(_options, _key, environment, logs);
        }
        catch (Exception failure) when (
            failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            if (_isKeyNeeded)
                throw new UserError($"--key: {failure.Message}", ExitCode.Failed);
            KeyNotUsed(logs.CreateLogger<BotBuilder>(), failure.Message);
            return _venue.Connect(_options, key: null, environment, logs);
        }
    }

    public ValueTask DisposeAsync() => _dispose();

    /// <summary>The exchange itself, or one at another address.</summary>
    private static async Task<VenueAccess> ExchangeAsync(
        IReadOnlyList<LoadedBot> bots, RunOptions run, SessionSecrets secrets, CancellationToken stop)
    {
        var venue = run.VenueOf(bots[0].Definition);
        var key = secrets.KeyOf(venue).Find(run.KeyFile);
        var inNeed = bots.FirstOrDefault(bot => SessionSecrets.NeedsKey(bot.Definition, run));
        if (key is null && inNeed is not null)
            throw new UserError(secrets.KeyMissing(inNeed.Definition, venue));

        var speed = run.Speed ?? 1;
        var elsewhere = run.Environment.At;
        var options = new ExchangeOptions
        {
            At = elsewhere,
            StateDirectory = ExchangeOptions.DefaultStateDirectory,
            KeepsPairs = elsewhere is null,
            AccountTier = run.Tier,
            AgreesToTrading = run.AgreesToTrading,
            Speed = speed,
        };
        return new VenueAccess(bots, venue, options, key, isKeyNeeded: inNeed is not null)
        {
            Time = await ExchangeClock.OfAsync(venue, options, stop).ConfigureAwait(false),
            Place = run.Environment,
        };
    }

    /// <summary>
    /// An offline Kraken in this process, through the same client over HTTP and WebSocket on loopback. Both live by one
    /// clock that runs faster than the wall's, so that every timeout keeps its meaning. A minute of its time takes a
    /// second unless the user says otherwise.
    /// </summary>
    private static async Task<VenueAccess> SimulatorAsync(
        IReadOnlyList<LoadedBot> bots, RunOptions run, CancellationToken stop)
    {
        var speed = run.Speed ?? 60;
        var time = new PacedTime(speed);
        var simulated = new OfflineKrakenOptions
        {
            Time = time,
            Markets =
            [
                .. bots.Select(bot => bot.Definition.Pair)
                    .DistinctBy(run.Venues.Default.Pairs.SymbolOf)
                    .Select(MarketOf),
            ],
            Tier = Enum.Parse<Simulators.Kraken.Accounts.AccountTier>(run.Tier ?? "starter", ignoreCase: true),
        };
        var kraken = await OfflineKraken.StartAsync(simulated, stop).ConfigureAwait(false);
        // Its key, nonces and account are of this run only, and real candles do not continue a made-up market.
        var state = Directory.CreateTempSubdirectory("tradingbot-simulator-");
        var options = new ExchangeOptions
        {
            At = kraken.RestAddress,
            StateDirectory = state.FullName,
            Speed = speed,
            AccountTier = run.Tier,
        };
        var key = new ApiKey(kraken.Credentials.Key, kraken.Credentials.Secret);
        var isKeyNeeded = bots.Any(bot => SessionSecrets.NeedsKey(bot.Definition, run));
        return new VenueAccess(bots, run.Venues.Default, options, key, isKeyNeeded)
        {
            Time = time,
            Place = run.Environment with { CandleDirectory = null, StorageDirectory = state.FullName },
            _dispose = async () =>
            {
                await kraken.DisposeAsync().ConfigureAwait(false);
                time.Dispose();
                state.Delete(recursive: true);
            },
        };
    }

    private static MarketSetup MarketOf(string pair)
    {
        try
        {
            return MarketSetup.Synthetic(pair);
        }
        catch (ArgumentException unknown)
        {
            throw new UserError($"--currency: {unknown.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API key is not used: {Reason}")]
    private static partial void KeyNotUsed(ILogger<BotBuilder> log, string reason);
}

using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Bots;

namespace TradingBot.Tests.Hosting;

/// <summary>
/// A paper session on an offline Kraken in which things go wrong from the first live candle on, until as many candles as
/// wanted are closed and every fault of the scenario has happened.
/// </summary>
/// <param name="feed">How the session follows the market.</param>
/// <param name="timeframe">Length of a candle.</param>
/// <param name="wanted">Live candles.</param>
/// <param name="speed">Seconds of the exchange's and the session's clock in a second of the wall's.</param>
/// <param name="faults">What goes wrong.</param>
internal sealed class CandleSoak(FeedKind feed, Timeframe timeframe, int wanted, double speed, FaultScenario faults)
    : IDisposable
{
    private const int TradesKept = 4_000_000; // more than a run has: the tape stays whole

    private readonly CancellationTokenSource _stop = new();
    private readonly EventCounts _counts = new();
    private PreparedBot? _prepared;

    /// <summary>The candles of the warm-up, from Kraken's OHLC.</summary>
    public List<Candle> History { get; } = [];

    /// <summary>The candles the session built from trades.</summary>
    public List<Candle> Live { get; } = [];

    /// <summary>The candles of the whole tape, from the first of the history on.</summary>
    public List<Candle> Expected { get; } = [];

    /// <summary>How often each rule of the scenario has happened.</summary>
    public IReadOnlyList<int> Happened { get; private set; } = [];

    /// <summary>Trades that came too late for their candle.</summary>
    public long LateTrades => _prepared!.Trader.Engine.LateTrades;

    /// <summary>How often something was logged, by the name of its event.</summary>
    public int Count(string eventName) => _counts.Of(eventName);

    /// <param name="guard">Ends a run that hangs.</param>
    public async Task RunAsync(TimeSpan guard)
    {
        using var here = new TemporaryDirectory();
        var time = new ScaledTime(speed);
        await using var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = time,
            Markets = [MarketSetup.Synthetic("XBTUSD")],
            TradesKept = TradesKept,
        });
        await StartUntilItRunsAsync(kraken, time, here.Path).WaitAsync(guard);
        Happened = kraken.FaultsHappened();
        Expected.AddRange(TapeCandles.Of(kraken, History[0].OpenSeconds, timeframe));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _counts.Dispose();
    }

    /// <summary>At a high speed the first calls may take longer than their limits: a supervisor starts it again.</summary>
    private async Task StartUntilItRunsAsync(OfflineKraken kraken, TimeProvider time, string directory)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                History.Clear();
                _prepared = null;
                await SessionOn(kraken, time, directory).RunAsync(_stop.Token, prepared => _prepared = prepared);
            }
            catch (UserError) when (Live.Count == 0)
            {
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
        }
    }

    private void Record(OfflineKraken kraken, Candle candle)
    {
        if (_prepared is null)
        {
            History.Add(candle);
            return;
        }

        Live.Add(candle);
        if (Live.Count == 1)
            kraken.Use(faults);
        else if (Live.Count >= wanted && kraken.FaultsHappened().All(count => count > 0))
            _stop.Cancel();
    }

    private BotBuilder SessionOn(OfflineKraken kraken, TimeProvider time, string directory)
    {
        var logs = LoggerFactory.Create(logging => logging.AddProvider(_counts));
        var exchange = OfflineExchange.Connect(kraken, time, directory, logs, hasKey: false);
        var strategy = new StrategyDefinition(
            "recorder",
            "trades nothing, shows every candle",
            [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
            (_, _) => new Recorder(candle => Record(kraken, candle)));
        var bot = TestBot.In(directory).Following(strategy)
            .With(definition => definition with { Period = timeframe.Minutes, Feed = feed });
        return new BotBuilder(bot.Loaded, bot.Environment, new BotHost(exchange, RealNetwork.With(time), logs));
    }

    private sealed class Recorder(Action<Candle> record) : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle)
        {
            record(candle);
            return Signal.None;
        }
    }
}

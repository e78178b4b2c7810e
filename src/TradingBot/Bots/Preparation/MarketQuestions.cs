using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Input;
using TradingBot.Reports;
using TradingBot.Storage;

namespace TradingBot.Bots.Preparation;

/// <summary>Asks the exchange what a bot must know before it begins. It stores nothing and changes nothing.</summary>
/// <param name="bot">What to trade, and how.</param>
/// <param name="place">Where its database is, and what it may do with the account.</param>
/// <param name="exchange">Is asked.</param>
/// <param name="environment">The clock, and what else the machine gives.</param>
/// <param name="logs">For every part's changes of state.</param>
internal sealed partial class MarketQuestions(
    LoadedBot bot,
    BotEnvironment place,
    IExchange exchange,
    ExchangeEnvironment environment,
    ILoggerFactory logs)
{
    private readonly ILogger<MarketQuestions> _log = logs.CreateLogger<MarketQuestions>();

    private BotDefinition Definition => bot.Definition;

    /// <exception cref="UserError">The exchange cannot be reached or refuses; one line.</exception>
    public async Task<BotMarket> AskAsync(CancellationToken cancellation)
    {
        var pair = await PairSearch.FindAsync(exchange, Definition.Pair, cancellation).ConfigureAwait(false);
        var choice = new FeeChoice(exchange, logs.CreateLogger<FeeChoice>());
        var fees = await choice.ForAsync(Definition.Fee, pair.Instrument, cancellation).ConfigureAwait(false);
        CheckRequest(pair, fees);
        ShortChecks.Checked(Definition.Short, pair.Instrument);
        var events = new EngineQueue();
        var tape = new CandleTape(
            pair.Instrument,
            Definition.Timeframe,
            exchange.Market,
            events,
            environment.Time,
            logs.CreateLogger<CandleTape>());
        if (await tape.SetClockAsync(cancellation).ConfigureAwait(false) is { } noTime)
            throw RequiredAnswer.Missing(exchange.Venue, "the time", noTime);
        var live = Definition.IsLive ? await CheckAsync(pair, tape.Clock, cancellation).ConfigureAwait(false) : null;
        var warmUp = await WarmUpAsync(pair, tape.Settled, cancellation).ConfigureAwait(false);
        var facts = FactsOf(pair, fees, warmUp, live);
        return new BotMarket
        {
            Pair = pair,
            Fees = fees,
            Events = events,
            Tape = tape,
            Live = live,
            WarmUp = warmUp,
            Facts = facts,
            Setup = bot.SetupOn(facts),
        };
    }

    /// <summary>What can be known before the exchange is asked for more.</summary>
    private void CheckRequest(ListedInstrument pair, FeeSchedule fees)
    {
        BotDatabase.RequireFree(place.StorageDirectory, bot.NameOn(pair.Instrument.Symbol));
        if (RoundTrip.Warning(bot.Strategy.Settings, fees, Definition.Orders.Rest) is { } warning)
            LosesToFees(warning);
    }

    private Task<LiveFacts> CheckAsync(ListedInstrument pair, ExchangeTime clock, CancellationToken cancellation) =>
        new PreFlight(exchange, exchange.RequiredAccount(), pair, environment, logs.CreateLogger<PreFlight>())
            .CheckAsync(clock.Now, place.MayKeyWithdraw, cancellation);

    private Task<WarmUp> WarmUpAsync(ListedInstrument pair, DateTime settled, CancellationToken cancellation)
    {
        var store = place.CandleDirectory is { } directory
            ? new CandleStore(directory, new VenueList(exchange.Venue))
            : null;
        return new WarmUpHistory(exchange, store, logs.CreateLogger<WarmUpHistory>())
            .ReadAsync(pair.Instrument, Definition.Timeframe, bot.Strategy.WarmUp, settled, cancellation);
    }

    private RunFacts FactsOf(ListedInstrument pair, FeeSchedule fees, WarmUp warmUp, LiveFacts? live) => new()
    {
        Instrument = pair.Instrument,
        CostFactor = RunFacts.CostFactorOf(fees),
        Cash = Definition.Balance ?? live?.FreeQuote ?? BotDefinition.DefaultBalance,
        TradeFrom = EngineSetup.TradeFromAfter(
            warmUp.Candles[^1].OpenSeconds + Definition.Timeframe.Seconds, warmUp.Missing, Definition.Timeframe),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LosesToFees(string warning);
}

using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Input;
using TradingBot.Reports;
using TradingBot.Storage;

namespace TradingBot.Hosting;

/// <summary>
/// Trading from start to end, live or on paper: ask the exchange, go on from what was stored, warm up, follow the
/// market, decide, act. A start after a crash is a start like any other.
/// </summary>
/// <param name="bot">What to trade, and how.</param>
/// <param name="place">Where its database is, and what it may do with the account.</param>
/// <param name="exchange">Where it trades.</param>
/// <param name="environment">The clock, and what else the machine gives.</param>
/// <param name="logs">For every part's changes of state.</param>
/// <param name="followers">Who follows beside the log, each made for the session once it is warmed up.</param>
internal sealed partial class TradingSession(
    LoadedBot bot,
    BotEnvironment place,
    IExchange exchange,
    ExchangeEnvironment environment,
    ILoggerFactory logs,
    params IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> followers)
{
    // Levels that paper orders of a usual size meet; a strategy that weighs the book gets all that there are.
    private const int UsualBook = 100;

    private static readonly TimeSpan BetweenAudits = TimeSpan.FromSeconds(30);

    private OrderRules Rules { get; } = new() { AuditInterval = bot.Definition.IsLive ? BetweenAudits : null };

    private readonly ILogger<TradingSession> _log = logs.CreateLogger<TradingSession>();

    private TimeProvider Time => environment.Time;

    /// <summary>The engine of the running session; null until it is warmed up.</summary>
    public TradingEngine? Engine { get; private set; }

    /// <summary>True once it follows the market, and its followers are told how it ends.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Tells of the running session; null until it is warmed up.</summary>
    public BotReporter? Reporter { get; private set; }

    /// <summary>The loop, for its measurements; null until the session trades.</summary>
    public TradingLoop? Loop { get; private set; }

    /// <summary>What the engine was made from; null until it is warmed up.</summary>
    public EngineSetup? Setup { get; private set; }

    private BotDefinition Definition => bot.Definition;

    /// <summary>Trades until cancelled.</summary>
    /// <exception cref="UserError">The exchange cannot be reached or refuses; one line.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pair = await PairSearch.FindAsync(exchange, Definition.Pair, cancellation).ConfigureAwait(false);
        var choice = new FeeChoice(exchange, logs.CreateLogger<FeeChoice>());
        var fees = await choice.ForAsync(Definition.Fee, pair.Instrument, cancellation).ConfigureAwait(false);
        CheckRequest(pair, fees);
        ShortChecks.Checked(Definition.Short, pair.Instrument);
        var queue = new EngineQueue();
        var tape = new CandleTape(
            pair.Instrument, Definition.Timeframe, exchange.Market, queue, Time, logs.CreateLogger<CandleTape>());
        if (await tape.SetClockAsync(cancellation).ConfigureAwait(false) is { } noTime)
            throw RequiredAnswer.Missing(exchange.Venue, "the time", noTime);
        var facts = Definition.IsLive ? await CheckAsync(pair, tape.Clock, cancellation).ConfigureAwait(false) : null;
        var warmUp = await WarmUpAsync(pair, tape.Settled, cancellation).ConfigureAwait(false);
        var known = FactsOf(pair, fees, warmUp, facts);
        var setup = bot.SetupOn(known) with { IsWatched = followers.Count > 0 };
        var identity = IdentityOf(pair, tape.Clock.Now);
        // What is refused leaves no bot behind.
        if (!BotDatabase.Exists(place.StorageDirectory, identity.Name))
            facts?.Check(SessionStart.First(tape.Clock.Now, identity.Id), setup);
        using var database = BotDatabase.Open(place.StorageDirectory, identity);
        var requests = new OperatorRequests(database.Path, logs.CreateLogger<OperatorRequests>());
        requests.ForgetOld();
        using var killSwitch = KillSignal.Watch(requests.HaltNow);
        var journal = database.Journal;
        var stored = journal.Stored;
        CheckStored(stored, setup);
        var start = journal.Begin(tape.Clock.Now, new SessionSetup(Definition, known, Rules).ToJson());
        var found = facts is null ? [] : await RecoverAsync(
            facts, start, setup, stored?.Time ?? database.Identity.Created, cancellation).ConfigureAwait(false);
        var trader = new Trader(setup, Rules, Definition.Breakers, start);
        journal.Commit(trader);
        var feed = FeedOf(pair, tape);
        var sides = new TradingSides(place, pair.Instrument, exchange, tape.Clock, queue, logs);
        var side = facts is null
            ? sides.Paper(PaperGateway.ExchangeFor(trader, setup, fees), feed)
            : sides.Live(Key, facts.Mode);
        await using (side.ConfigureAwait(false))
        {
            var reporter = ReporterOf(trader, database, pair, tape.Clock, queue, requests.Budgets);
            var loop = LoopOf(trader, queue, journal, side, reporter);
            var books = bot.Strategy.NeedsBook ? new BookSampler(feed, queue) : null;
            var timer = new SessionTimer(queue, tape.Clock, requests, loop, books, Time);
            try
            {
                ShowCandles(warmUp.Candles, loop, cancellation);
                reporter.Look();
                (Engine, Setup, Reporter) = (trader.Engine, setup, reporter);
                var first = new EngineEvent.ModeChanged(tape.Clock.Now, side.Mode);
                requests.TakeStanding(queue, tape.Clock.Now); // before anything that could open a trade
                found.ForEach(happened => queue.Write(happened)); // the same
                await PrimeAsync(tape, EndOf(warmUp.Candles[^1]), cancellation).ConfigureAwait(false);
                HasBegun = true;
                await LoopRun.UntilEndAsync(
                    loop, reporter, queue, first, [feed.RunAsync, side.RunAsync, timer.RunAsync], cancellation)
                    .ConfigureAwait(false);
            }
            finally
            {
                journal.End(tape.Clock.Now); // also after an error: the process is alive to store it
            }
        }
    }

    private static void ShowCandles(IReadOnlyList<Candle> candles, TradingLoop loop, CancellationToken cancellation)
    {
        foreach (var candle in candles)
        {
            loop.Take(new EngineEvent.CandleClosed(candle.OpenTime, candle));
            cancellation.ThrowIfCancellationRequested(); // a user's strategy may take its time
        }
    }

    /// <summary>What can be known before the exchange is asked for more.</summary>
    private void CheckRequest(ListedInstrument pair, FeeSchedule fees)
    {
        BotDatabase.RequireFree(place.StorageDirectory, bot.NameOn(pair.Instrument.Symbol));
        if (RoundTrip.Warning(bot.Strategy.Settings, fees, Definition.Orders.Rest) is { } warning)
            LosesToFees(warning);
    }

    private TradingLoop LoopOf(
        Trader trader, EngineQueue queue, Journal journal, TradingSide side, BotReporter reporter) =>
        Loop = new TradingLoop(trader, queue.Reader, journal, side.Gateway, reporter, Time);

    /// <summary>A bot goes on with what it has, whatever the options say now.</summary>
    private void CheckStored(SessionStart? stored, EngineSetup setup)
    {
        ShortChecks.CheckStart(setup.ShortTerms, stored);
        if (stored?.Engine is not { } has || Definition.Balance is not { } given || given == has.StartCash)
            return;
        BalanceNotUsed(given, has.Cash, setup.Instrument.Quote, has.StartCash);
    }

    private async Task PrimeAsync(CandleTape tape, DateTime from, CancellationToken cancellation)
    {
        if (await tape.PrimeAsync(from, cancellation).ConfigureAwait(false) is { } reason)
            throw RequiredAnswer.Missing(exchange.Venue, "the trades", reason);
    }

    /// <summary>Holds what was stored against the account; what is open, the trader asks for by itself.</summary>
    private async Task<List<EngineEvent>> RecoverAsync(
        LiveFacts facts, SessionStart start, EngineSetup setup, DateTime last, CancellationToken cancellation)
    {
        facts.Check(start, setup);
        var missing = new MissingOrders(exchange, Key, logs.CreateLogger<MissingOrders>());
        // Clocks differ, and the last moments before a crash may not have been stored. A stored time that is ahead of
        // the exchange's, which earlier versions could write, must not leave orders out. Where nothing was stored the
        // database may still be an old copy, of a process that was killed before its first commit.
        var since = (last < start.Time ? last : start.Time) - TimeSpan.FromMinutes(10);
        return [facts.Account, .. await missing.CheckAsync(start, since, cancellation).ConfigureAwait(false)];
    }

    private BotReporter ReporterOf(
        Trader trader,
        BotDatabase database,
        ListedInstrument pair,
        ExchangeTime clock,
        EngineQueue queue,
        BudgetRequests budgets) =>
        new SessionFollowers(bot, pair.Instrument, BannerOf(pair), logs, followers).Of(
            trader, database, SessionFollowers.SourcesOf(clock, queue, exchange, Definition.IsLive), budgets);

    private BotIdentity IdentityOf(ListedInstrument pair, DateTime now) => new()
    {
        Name = bot.NameOn(pair.Instrument.Symbol),
        Mode = Definition.ModeName,
        Exchange = Definition.Venue,
        Pair = pair.Instrument.Symbol,
        Base = pair.Instrument.Base,
        Quote = pair.Instrument.Quote,
        Created = now,
        Id = environment.NewId(),
    };

    private IMarketFeed FeedOf(ListedInstrument pair, CandleTape tape) => Definition.Feed == FeedKind.Rest
        ? new PolledFeed(
            pair.Instrument, tape, exchange.Market, Definition.Poll, Time, logs.CreateLogger<PolledFeed>())
        : new StreamFeed(
            exchange.Market.Follow(pair.Instrument, DepthOfBook, tape), tape, Time, logs.CreateLogger<StreamFeed>());

    private int DepthOfBook => bot.Strategy.NeedsBook
        ? exchange.Capabilities.BookDepths[^1]
        : exchange.Capabilities.BookDepths.First(depth => depth >= UsualBook);

    private Task<LiveFacts> CheckAsync(ListedInstrument pair, ExchangeTime clock, CancellationToken cancellation) =>
        new PreFlight(exchange, Key, pair, environment, logs.CreateLogger<PreFlight>())
            .CheckAsync(clock.Now, place.MayKeyWithdraw, cancellation);

    private IAccount Key =>
        exchange.Account ?? throw new UserError($"--live: needs an API key of {exchange.Venue.DisplayName}");

    private Task<WarmUp> WarmUpAsync(ListedInstrument pair, DateTime settled, CancellationToken cancellation)
    {
        var store = place.CandleDirectory is { } directory
            ? new CandleStore(directory, new VenueList(exchange.Venue)) : null;
        return new WarmUpHistory(exchange, store, logs.CreateLogger<WarmUpHistory>())
            .ReadAsync(pair.Instrument, Definition.Timeframe, bot.Strategy.WarmUp, settled, cancellation);
    }

    private RunFacts FactsOf(ListedInstrument pair, FeeSchedule fees, WarmUp warmUp, LiveFacts? facts) => new()
    {
        Instrument = pair.Instrument,
        CostFactor = RunFacts.CostFactorOf(fees),
        Cash = Definition.Balance ?? facts?.FreeQuote ?? BotDefinition.DefaultBalance,
        TradeFrom = EngineSetup.TradeFromAfter(
            warmUp.Candles[^1].OpenSeconds + Definition.Timeframe.Seconds, warmUp.Missing, Definition.Timeframe),
    };

    private DateTime EndOf(Candle candle) => candle.OpenTime + Definition.Timeframe.Length;

    // The original's words; its exchange name was always in capitals.
    private string BannerOf(ListedInstrument pair) =>
        $"Trading {pair.Name} on {Definition.Venue.ToUpperInvariant()} with {bot.Strategy.Name} @ "
        + $"{Definition.Timeframe} minute period, {(Definition.IsLive ? "LIVE" : "on paper")}"
        + (place.At is { } address ? $", at {address}" : "");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LosesToFees(string warning);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "--balance {Given} is not used: it counts when a bot begins. This one has {Cash} {Quote} in cash and "
            + "was given {Start}; 'TradingBot deposit' and 'withdraw' change that")]
    private partial void BalanceNotUsed(decimal given, decimal cash, string quote, decimal start);
}

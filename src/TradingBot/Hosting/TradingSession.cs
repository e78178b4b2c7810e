using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.History;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Rest;
using TradingBot.Modes;
using TradingBot.Storage;

namespace TradingBot.Hosting;

/// <summary>
/// Trading from start to end, live or on paper: ask the exchange, go on from what was stored, warm up, follow the
/// market, decide, act. A start after a crash is a start like any other.
/// </summary>
/// <param name="request">What to trade; the exchange completes it.</param>
/// <param name="kraken">Where the exchange is.</param>
/// <param name="rest">Its public interface.</param>
/// <param name="account">What the user's key opens, or null without one.</param>
/// <param name="environment">The clock, and what else the machine gives.</param>
/// <param name="logs">For every part's changes of state.</param>
/// <param name="followers">Who follows beside the log, each made for the session once it is warmed up.</param>
internal sealed partial class TradingSession(
    TradeRequest request,
    KrakenOptions kraken,
    PublicRest rest,
    KrakenAccount? account,
    SessionEnvironment environment,
    ILoggerFactory logs,
    params IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> followers)
{
    // Levels that paper orders of a usual size meet; and all that Kraken offers, for a strategy that weighs the book.
    private const int UsualBook = 100;
    private const int DeepestBook = 1000;

    private static readonly TimeSpan BetweenAudits = TimeSpan.FromSeconds(30);

    private OrderRules Rules { get; } = new() { AuditInterval = request.IsLive ? BetweenAudits : null };

    private readonly SessionSockets _sockets = new(kraken, environment, logs);
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

    /// <summary>What is traded, with the exchange's rules and the fees once it has answered.</summary>
    public TradeRequest Request { get; private set; } = request;

    /// <summary>Trades until cancelled.</summary>
    /// <exception cref="UserError">The exchange cannot be reached or refuses; one line.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pair = await PairSearch.FindAsync(rest, Request.PairName, cancellation, kraken.PairListFile)
            .ConfigureAwait(false);
        var choice = new FeeChoice(account?.Reader, logs.CreateLogger<FeeChoice>());
        var fees = await choice.ForAsync(Request, pair, cancellation).ConfigureAwait(false);
        Request = Request with { Instrument = pair.Instrument, Fees = fees };
        CheckRequest(pair);
        ShortChecks.Checked(Request.ShortTerms, pair.Instrument);
        var queue = new EngineQueue();
        var tape = new CandleTape(
            pair, Request.Timeframe, rest, queue, Time, logs.CreateLogger<CandleTape>());
        if (await tape.SetClockAsync(cancellation).ConfigureAwait(false) is { } noTime)
            throw RequiredAnswer.Missing("Time", noTime);
        var facts = Request.IsLive ? await CheckAsync(pair, tape.Clock, cancellation).ConfigureAwait(false) : null;
        var warmUp = await WarmUpAsync(pair, tape.Settled, cancellation).ConfigureAwait(false);
        var setup = SetupOf(warmUp, facts);
        var identity = IdentityOf(pair, tape.Clock.Now);
        // What is refused leaves no bot behind.
        if (!BotDatabase.Exists(Request.StorageDirectory, identity.Name))
            facts?.Check(SessionStart.First(tape.Clock.Now, identity.Id), setup);
        using var database = BotDatabase.Open(Request.StorageDirectory, identity);
        var requests = new OperatorRequests(database.Path, logs.CreateLogger<OperatorRequests>());
        requests.ForgetOld();
        using var killSwitch = KillSignal.Watch(requests.HaltNow);
        var journal = database.Journal;
        var stored = journal.Stored;
        CheckStored(stored, setup);
        var start = journal.Begin(tape.Clock.Now, SessionSettings.From(setup, Rules, Request.Breakers).ToJson());
        var found = facts is null ? [] : await RecoverAsync(
            facts, start, setup, stored?.Time ?? database.Identity.Created, cancellation).ConfigureAwait(false);
        var trader = new Trader(setup, Rules, Request.Breakers, start);
        journal.Commit(trader);
        var feed = FeedOf(pair, tape);
        var sides = new TradingSides(Request, pair, tape.Clock, queue, logs);
        var side = facts is null ? sides.Paper(trader, feed, account) : sides.Live(Key, _sockets, facts.Mode);
        await using (side.ConfigureAwait(false))
        {
            var reporter = ReporterOf(trader, database, pair, tape.Clock, queue, requests.Budgets);
            var loop = LoopOf(trader, queue, journal, side, reporter);
            var books = Request.NeedsBook ? new BookSampler(feed, queue) : null;
            var timer = new SessionTimer(queue, tape.Clock, requests, loop, books, Time);
            try
            {
                ShowCandles(warmUp.Candles, loop, cancellation);
                reporter.Look();
                (Engine, Reporter) = (trader.Engine, reporter);
                var first = new EngineEvent.ModeChanged(tape.Clock.Now, side.Mode);
                requests.TakeStanding(queue, tape.Clock.Now); // before anything that could open a trade
                found.ForEach(queue.WriteOrEnd); // the same
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
    private void CheckRequest(KrakenPair pair)
    {
        BotDatabase.RequireFree(Request.StorageDirectory, Request.NameOn(pair.Names.ShortName));
        if (RoundTrip.Warning(Request) is { } warning)
            LosesToFees(warning);
    }

    private TradingLoop LoopOf(
        Trader trader, EngineQueue queue, Journal journal, TradingSide side, BotReporter reporter) =>
        Loop = new TradingLoop(trader, queue.Reader, journal, side.Gateway, reporter, Time);

    /// <summary>A bot goes on with what it has, whatever the options say now.</summary>
    private void CheckStored(SessionStart? stored, EngineSetup setup)
    {
        ShortChecks.CheckStart(setup.ShortTerms, stored);
        if (stored?.Engine is not { } bot || !Request.IsBalanceGiven || Request.Balance == bot.StartCash)
            return;
        BalanceNotUsed(Request.Balance, bot.Cash, Request.Instrument.Quote, bot.StartCash);
    }

    private static async Task PrimeAsync(CandleTape tape, DateTime from, CancellationToken cancellation)
    {
        if (await tape.PrimeAsync(from, cancellation).ConfigureAwait(false) is { } reason)
            throw RequiredAnswer.Missing("Trades", reason);
    }

    /// <summary>Holds what was stored against the account; what is open, the trader asks for by itself.</summary>
    private async Task<List<EngineEvent>> RecoverAsync(
        LiveFacts facts, SessionStart start, EngineSetup setup, DateTime last, CancellationToken cancellation)
    {
        facts.Check(start, setup);
        var missing = new MissingOrders(Key.Reader, logs.CreateLogger<MissingOrders>());
        // Clocks differ, and the last moments before a crash may not have been stored. A stored time that is ahead of
        // the exchange's, which earlier versions could write, must not leave orders out. Where nothing was stored the
        // database may still be an old copy, of a process that was killed before its first commit.
        var since = (last < start.Time ? last : start.Time) - TimeSpan.FromMinutes(10);
        return [facts.Account, .. await missing.CheckAsync(start, since, cancellation).ConfigureAwait(false)];
    }

    private BotReporter ReporterOf(
        Trader trader,
        BotDatabase database,
        KrakenPair pair,
        ExchangeTime clock,
        EngineQueue queue,
        BudgetRequests budgets) =>
        new SessionFollowers(Request, pair, BannerOf(pair), logs, followers).Of(
            trader,
            database,
            SessionFollowers.SourcesOf(
                clock, queue, _sockets, rest.Allowances, Request.IsLive ? Key.Allowance : null),
            budgets);

    private BotIdentity IdentityOf(KrakenPair pair, DateTime now) => new()
    {
        Name = Request.NameOn(pair.Names.ShortName),
        Mode = Request.IsLive ? "live" : "paper",
        Exchange = Request.Exchange,
        Pair = pair.Names.ShortName,
        Base = pair.Instrument.Base,
        Quote = pair.Instrument.Quote,
        Created = now,
        Id = environment.NewId(),
    };

    private IMarketFeed FeedOf(KrakenPair pair, CandleTape tape) => Request.Feed == FeedKind.Rest
        ? new RestFeed(pair, tape, rest, Request.Poll, Time, logs.CreateLogger<RestFeed>())
        : new SocketFeed(pair, tape, DepthOfBook, _sockets.Public, Time, logs.CreateLogger<SocketFeed>());

    private int DepthOfBook => Request.NeedsBook ? DeepestBook : UsualBook;

    private Task<LiveFacts> CheckAsync(KrakenPair pair, ExchangeTime clock, CancellationToken cancellation) =>
        new PreFlight(rest, Key, pair, environment, logs.CreateLogger<PreFlight>())
            .CheckAsync(clock.Now, Request.MayKeyWithdraw, cancellation);

    private KrakenAccount Key => account ?? throw new UserError("--live: needs a Kraken API key");

    private Task<WarmUp> WarmUpAsync(KrakenPair pair, DateTime settled, CancellationToken cancellation)
    {
        var store = Request.DataDirectory is { } directory ? new CandleStore(directory) : null;
        return new WarmUpHistory(new CandleHistory(rest), store, logs.CreateLogger<WarmUpHistory>())
            .ReadAsync(pair.Names, Request.Timeframe, Request.WarmUp, settled, cancellation);
    }

    private EngineSetup SetupOf(WarmUp warmUp, LiveFacts? facts) => Backtest.SetupOf(Request) with
    {
        Cash = facts is not null && !Request.IsBalanceGiven ? facts.FreeQuote : Request.Balance,
        Instrument = Request.Instrument,
        IsWatched = followers.Count > 0,
        // The last of the candles that are missing may decide, as in a backtest.
        TradeFrom = warmUp.Candles[^1].OpenSeconds + Math.Max(1, warmUp.Missing) * (long)Request.Timeframe.Seconds,
    };

    private DateTime EndOf(Candle candle) => candle.OpenTime + Request.Timeframe.Length;

    // The original's words; its exchange name was always in capitals.
    private string BannerOf(KrakenPair pair) =>
        $"Trading {pair.Names.Id} on {Request.Exchange.ToUpperInvariant()} with {Request.Strategy.Name} @ "
        + $"{Request.Timeframe} minute period, {(Request.IsLive ? "LIVE" : "on paper")}"
        + (Request.At is { } address ? $", at {address}" : "");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LosesToFees(string warning);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "--balance {Given} is not used: it counts when a bot begins. This one has {Cash} {Quote} in cash and "
            + "was given {Start}; 'TradingBot deposit' and 'withdraw' change that")]
    private partial void BalanceNotUsed(decimal given, decimal cash, string quote, decimal start);
}

using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Operators;
using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// Makes a bot ready to trade, live or on paper: asks the exchange, opens what is stored, recovers, warms up. A start
/// after a crash is a start like any other; one that is refused leaves no bot behind.
/// </summary>
/// <param name="bot">What to trade, and how.</param>
/// <param name="place">Where its database is, and what it may do with the account.</param>
/// <param name="host">What the process gives.</param>
internal sealed partial class BotBuilder(LoadedBot bot, BotEnvironment place, BotHost host)
{
    // Levels that paper orders of a usual size meet; a strategy that weighs the book gets all that there are.
    private const int UsualBook = 100;

    private static readonly TimeSpan BetweenAudits = TimeSpan.FromSeconds(30);

    private readonly ILogger<BotBuilder> _log = host.Logs.CreateLogger<BotBuilder>();

    private OrderRules Rules { get; } = new() { AuditInterval = bot.Definition.IsLive ? BetweenAudits : null };

    private BotDefinition Definition => bot.Definition;

    private IExchange Exchange => host.Exchange;

    /// <summary>Does everything that comes before trading.</summary>
    /// <exception cref="UserError">The exchange cannot be reached, or something is not right; one line.</exception>
    public async Task<PreparedBot> PrepareAsync(CancellationToken cancellation)
    {
        var questions = new MarketQuestions(bot, place, Exchange, host.Machine, host.Logs);
        var market = await questions.AskAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await OpenedAsync(market, cancellation).ConfigureAwait(false);
        }
        catch
        {
            host.Account.Release(NameOf(market));
            throw;
        }
    }

    private async Task<PreparedBot> OpenedAsync(BotMarket market, CancellationToken cancellation)
    {
        var opened = Open(market);
        try
        {
            var recovered = await RecoverAsync(market, opened, cancellation).ConfigureAwait(false);
            return await WarmedUpAsync(market, opened, recovered, cancellation).ConfigureAwait(false);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private OpenedBot Open(BotMarket market)
    {
        var identity = IdentityOf(market);
        // What is refused leaves no bot behind.
        if (!BotDatabase.Exists(place.StorageDirectory, identity.Name))
            Check(market, SessionStart.First(market.Now, identity.Id));
        return OpenedBot.Open(place.StorageDirectory, identity, host.Logs.CreateLogger<OperatorRequests>());
    }

    /// <summary>Goes on from what earlier sessions left, and holds it against the account.</summary>
    private async Task<Recovered> RecoverAsync(BotMarket market, OpenedBot opened, CancellationToken cancellation)
    {
        var stored = opened.Journal.Stored;
        CheckStored(stored, market.Setup);
        TellOfPruning(opened.Database, market.Now);
        var session = new SessionSetup(Definition, market.Facts, Rules).ToJson();
        var retention = new Retention(Definition.Timeframe, place.KeepEvents);
        var start = opened.Journal.Begin(market.Now, session, retention);
        var last = stored?.Time ?? opened.Database.Identity.Created;
        var found = market.Live is { } live
            ? await FindAsync(market, live, start, last, cancellation).ConfigureAwait(false)
            : [];
        var setup = market.Setup with { IsWatched = host.Followers.Count > 0 };
        var trader = new Trader(setup, Rules, Definition.Breakers, start);
        opened.Journal.Commit(trader);
        return new Recovered(setup, trader, found);
    }

    /// <summary>Holds what was stored against the account; what is open, the trader asks for by itself.</summary>
    private async Task<IReadOnlyList<EngineEvent>> FindAsync(
        BotMarket market, LiveFacts live, SessionStart start, DateTime last, CancellationToken cancellation)
    {
        Check(market, start);
        var missing = new MissingOrders(
            Exchange, Exchange.RequiredAccount(), host.Logs.CreateLogger<MissingOrders>());
        // Clocks differ, and the last moments before a crash may not have been stored. A stored time that is ahead of
        // the exchange's, which earlier versions could write, must not leave orders out. Where nothing was stored the
        // database may still be an old copy, of a process that was killed before its first commit.
        var since = (last < start.Time ? last : start.Time) - TimeSpan.FromMinutes(10);
        return [live.Account, .. await missing.CheckAsync(start, since, cancellation).ConfigureAwait(false)];
    }

    /// <summary>Holds the bot's books, and what is set aside for other bots, against what the account has.</summary>
    private void Check(BotMarket market, SessionStart start)
    {
        if (market.Live is not { } live)
            return;
        var (setup, instrument) = (market.Setup, market.Setup.Instrument);
        var share = AccountShare.Of(start, setup.Cash, instrument.Base, instrument.Quote);
        host.Account.Reserve(NameOf(market), share, others => live.Check(start, setup, others));
    }

    private async Task<PreparedBot> WarmedUpAsync(
        BotMarket market, OpenedBot opened, Recovered recovered, CancellationToken cancellation)
    {
        var feed = FeedOf(market);
        var side = SideOf(market, recovered, feed);
        try
        {
            var reporter = ReporterOf(market, opened, recovered.Trader, feed);
            var loop = new TradingLoop(
                recovered.Trader,
                market.Events.Reader,
                opened.Journal,
                side.Gateway,
                reporter,
                host.Machine.Time);
            ShowCandles(market.WarmUp.Candles, loop, cancellation);
            reporter.Look();
            var first = new EngineEvent.ModeChanged(market.Now, side.Mode);
            opened.Requests.TakeStanding(market.Events, market.Now); // before anything that could open a trade
            foreach (var happened in recovered.Found) // the same
                market.Events.Write(happened);
            await PrimeAsync(market, cancellation).ConfigureAwait(false);
            return new PreparedBot
            {
                Opened = opened,
                Market = market,
                Setup = recovered.Setup,
                Trader = recovered.Trader,
                Loop = loop,
                Reporter = reporter,
                First = first,
                Feed = feed,
                Side = side,
                Timer = TimerOf(market, opened, loop, feed),
                Venue = Exchange.Venue,
            };
        }
        catch
        {
            opened.Journal.End(market.Now); // the process is alive to store it
            await using (side.ConfigureAwait(false))
            {
                if (!cancellation.IsCancellationRequested)
                    await side.Gateway.LeaveAsync(recovered.Trader.Unsettled, cancellation).ConfigureAwait(false);
            }

            throw;
        }
    }

    private BotReporter ReporterOf(BotMarket market, OpenedBot opened, Trader trader, IMarketFeed feed)
    {
        var followers = new SessionFollowers(
            bot, market.Pair.Instrument, BannerOf(market.Pair), host.Logs, host.Followers);
        var sources = SessionFollowers.SourcesOf(
            market.Tape.Clock, market.Events, Exchange, feed, Definition.IsLive ? Exchange.Account : null);
        return followers.Of(trader, opened.Database, sources, opened.Requests.Budgets);
    }

    private SessionTimer TimerOf(BotMarket market, OpenedBot opened, TradingLoop loop, IMarketFeed feed)
    {
        var books = bot.Strategy.NeedsBook ? new BookSampler(feed, market.Events) : null;
        return new SessionTimer(
            market.Events, market.Tape.Clock, opened.Requests, loop, books, host.Machine.Time);
    }

    private static void ShowCandles(IReadOnlyList<Candle> candles, TradingLoop loop, CancellationToken cancellation)
    {
        foreach (var candle in candles)
        {
            loop.Take(new EngineEvent.CandleClosed(candle.OpenTime, candle));
            cancellation.ThrowIfCancellationRequested(); // a user's strategy may take its time
        }
    }

    private async Task PrimeAsync(BotMarket market, CancellationToken cancellation)
    {
        var end = market.WarmUp.Candles[^1].OpenTime + Definition.Timeframe.Length;
        if (await market.Tape.PrimeAsync(end, cancellation).ConfigureAwait(false) is { } reason)
            throw RequiredAnswer.Missing(Exchange.Venue, "the trades", reason);
    }

    /// <summary>A bot goes on with what it has, whatever the options say now.</summary>
    private void CheckStored(SessionStart? stored, EngineSetup setup)
    {
        ShortChecks.CheckStart(setup.ShortTerms, stored);
        if (stored?.Engine is not { } has || Definition.Balance is not { } given || given == has.StartCash)
            return;
        BalanceNotUsed(given, has.Cash, setup.Instrument.Quote, has.StartCash);
    }

    /// <summary>An operator whose journal kept everything so far should not have to notice by its size.</summary>
    private void TellOfPruning(BotDatabase database, DateTime now)
    {
        if (place.KeepEvents is not { } keep
            || database.Read(reader => reader.FirstEvent()) is not { Sequence: 1, Time: var first }
            || first > now - keep)
            return;
        EventsArePruned(
            first,
            keep < TimeSpan.FromDays(2)
                ? FormattableString.Invariant($"{keep.TotalHours:0.#} hours")
                : FormattableString.Invariant($"{keep.TotalDays:0.#} days"));
    }

    private TradingSide SideOf(BotMarket market, Recovered recovered, IMarketFeed feed)
    {
        var sides = new TradingSides(
            place, market.Pair.Instrument, Exchange, market.Tape.Clock, market.Events, host.Logs);
        return market.Live is { } live
            ? sides.Live(Exchange.RequiredAccount(), host.Account, NameOf(market), live.Mode)
            : sides.Paper(PaperGateway.ExchangeFor(recovered.Trader, recovered.Setup, market.Fees), feed);
    }

    private string NameOf(BotMarket market) => bot.NameOn(market.Pair.Instrument.Symbol);

    private BotIdentity IdentityOf(BotMarket market)
    {
        var (instrument, now) = (market.Pair.Instrument, market.Now);
        return new BotIdentity
        {
            Name = NameOf(market),
            Mode = Definition.ModeName,
            Exchange = Definition.Venue,
            Pair = instrument.Symbol,
            Base = instrument.Base,
            Quote = instrument.Quote,
            Created = now,
            Id = host.Machine.NewId(),
        };
    }

    private IMarketFeed FeedOf(BotMarket market)
    {
        var (instrument, tape, time) = (market.Pair.Instrument, market.Tape, host.Machine.Time);
        return Definition.Feed == FeedKind.Rest
            ? new PolledFeed(
                instrument, tape, Exchange.Market, Definition.Poll, time, host.Logs.CreateLogger<PolledFeed>())
            : new StreamFeed(
                Exchange.Market.Follow(instrument, DepthOfBook, tape),
                tape,
                time,
                host.Logs.CreateLogger<StreamFeed>());
    }

    private int DepthOfBook => bot.Strategy.NeedsBook
        ? Exchange.Capabilities.BookDepths[^1]
        : Exchange.Capabilities.BookDepths.First(depth => depth >= UsualBook);

    // The original's words; its exchange name was always in capitals.
    private string BannerOf(ListedInstrument pair) =>
        $"Trading {pair.Name} on {Definition.Venue.ToUpperInvariant()} with {bot.Strategy.Name} @ "
        + $"{Definition.Timeframe} minute period, {(Definition.IsLive ? "LIVE" : "on paper")}"
        + (place.At is { } address ? $", at {address}" : "");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "--balance {Given} is not used: it applies when a bot begins. This one has {Cash} {Quote} in cash "
            + "and was given {Start}; 'TradingBot deposit' and 'withdraw' change that")]
    private partial void BalanceNotUsed(decimal given, decimal cash, string quote, decimal start);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The journal has every event since {First:yyyy-MM-dd HH:mm}. From now on those older than {Kept} are "
            + "deleted (--keep-events); orders, trades and balances are kept for ever")]
    private partial void EventsArePruned(DateTime first, string kept);

    /// <summary>A trader as the last session left it.</summary>
    /// <param name="Setup">Its engine's.</param>
    /// <param name="Trader">Has seen no candle yet.</param>
    /// <param name="Found">What the account shows; must be known before any trade.</param>
    private sealed record Recovered(EngineSetup Setup, Trader Trader, IReadOnlyList<EngineEvent> Found);
}

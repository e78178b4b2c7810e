using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Operators;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Storage;

namespace TradingBot.Bots.Loop;

/// <summary>Connects the followers of a session: the log, the requests for money, and the others asked for.</summary>
/// <param name="bot">What is traded, and how.</param>
/// <param name="instrument">The pair.</param>
/// <param name="banner">Who trades what, where: one line.</param>
/// <param name="logs">For every part's changes of state.</param>
/// <param name="followers">The other followers.</param>
internal sealed class SessionFollowers(
    LoadedBot bot,
    Instrument instrument,
    string banner,
    ILoggerFactory logs,
    IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> followers)
{
    /// <summary>What to tell of each event, and whom.</summary>
    /// <param name="trader">Decides.</param>
    /// <param name="database">Has what earlier sessions left.</param>
    /// <param name="sources">What is around the trader.</param>
    /// <param name="budgets">Follow to forget what is done.</param>
    public BotReporter Of(Trader trader, BotDatabase database, BotSources sources, BudgetRequests budgets)
    {
        var names = new OrderNames();
        var earlier = database.Read(reader =>
        {
            foreach (var attempt in reader.Attempts())
                names.Learn(attempt);
            return TradeTotals.Of(reader.ClosedTrades());
        });
        var profile = ProfileAt(sources.Clock());
        var log = new SessionLog(logs.CreateLogger<SessionLog>());
        return new BotReporter(
            new SnapshotBuilder(profile, trader, instrument, sources, names, earlier),
            new BotFollowers(
                [log, budgets, .. followers.Select(make => make(profile, sources))],
                logs.CreateLogger<BotFollowers>()));
    }

    /// <summary>What a trader on an exchange has around it.</summary>
    /// <param name="clock">The exchange's.</param>
    /// <param name="queue">Before the trader.</param>
    /// <param name="exchange">Its rate limits.</param>
    /// <param name="feed">Its connection.</param>
    /// <param name="account">Its connection; null on paper: nothing is traded, and so there is no limit of it.</param>
    public static BotSources SourcesOf(
        ExchangeTime clock, EngineQueue queue, IExchange exchange, IMarketFeed feed, IAccount? account) =>
        new(() => clock.Now)
        {
            QueueDepth = () => queue.Depth,
            Connections = () =>
            [
                .. new[] { feed.Connection, account?.Connection }.OfType<ConnectionState>().Select(StatusOf),
            ],
            Limits = () =>
            [
                .. exchange.RateLimits.Where(limit => account is not null || limit.Name != RateLimit.Trading)
                    .Select(limit => new LimitHeadroom(limit.Name, limit.Headroom)),
            ],
        };

    private static ConnectionStatus StatusOf(ConnectionState connection) => new(
        connection.Name,
        connection.IsConnected,
        connection.Counters.Connections,
        connection.Counters.Resubscriptions,
        connection.Counters.Frames,
        connection.Counters.Malformed,
        connection.Counters.Mismatches);

    private BotProfile ProfileAt(DateTime now) => new()
    {
        Name = bot.NameOn(instrument.Symbol),
        Banner = banner,
        Venue = bot.Definition.Venue,
        Pair = instrument.Symbol,
        Base = instrument.Base,
        Quote = instrument.Quote,
        Mode = bot.Definition.Mode,
        Strategy = bot.Strategy.Name,
        Period = bot.Definition.Period,
        Started = now,
        TickerInterval = bot.Definition.Poll,
        MaximumDataAge = bot.Definition.Breakers.DataAge,
    };
}

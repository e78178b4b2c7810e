using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Rest;
using TradingBot.Modes;
using TradingBot.Storage;

namespace TradingBot.Hosting;

/// <summary>Wires those who follow a session: the log, the requests for money, and whoever else is asked for.</summary>
/// <param name="request">What is traded, as the exchange completed it.</param>
/// <param name="pair">The pair.</param>
/// <param name="banner">Who trades what, where: one line.</param>
/// <param name="logs">For every part's changes of state.</param>
/// <param name="followers">Who else follows.</param>
internal sealed class SessionFollowers(
    TradeRequest request,
    KrakenPair pair,
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
        var earlier = BotReader.Read(database.Path, reader =>
        {
            foreach (var attempt in reader.Attempts())
                names.Learn(attempt);
            return TradeTotals.Of(reader.ClosedTrades());
        });
        var bot = ProfileAt(sources.Clock());
        var log = new SessionLog(logs.CreateLogger<SessionLog>());
        return new BotReporter(
            new SnapshotMaker(bot, trader, request.Instrument, sources, names, earlier),
            new BotFollowers(
                [log, budgets, .. followers.Select(make => make(bot, sources))], logs.CreateLogger<BotFollowers>()));
    }

    /// <summary>What a trader on Kraken has around it.</summary>
    /// <param name="clock">The exchange's.</param>
    /// <param name="queue">Before the trader.</param>
    /// <param name="sockets">The connections.</param>
    /// <param name="calls">The allowances of the address and of the key.</param>
    /// <param name="orders">How many orders may still be sent; null on paper.</param>
    public static BotSources SourcesOf(
        ExchangeTime clock,
        EngineQueue queue,
        SessionSockets sockets,
        RestAllowances calls,
        TradingAllowance? orders) => new(() => clock.Now)
        {
            QueueDepth = () => queue.Depth,
            Connections = () =>
            [
                .. sockets.All.Select(socket => new ConnectionStatus(
                    socket.Name,
                    socket.IsConnected,
                    socket.Counters.Connections,
                    socket.Counters.Resubscriptions,
                    socket.Counters.Frames,
                    socket.Counters.Malformed,
                    socket.Counters.Mismatches)),
            ],
            Limits = () =>
            [
                new LimitHeadroom("public", calls.Public.Headroom),
                new LimitHeadroom("private", calls.Private.Headroom),
                .. orders is null ? [] : new[] { new LimitHeadroom("trading", orders.Headroom) },
            ],
        };

    private BotProfile ProfileAt(DateTime now) => new()
    {
        Name = request.NameOn(pair.Names.ShortName),
        Banner = banner,
        Venue = request.Exchange,
        Pair = request.Instrument.Symbol,
        Base = request.Instrument.Base,
        Quote = request.Instrument.Quote,
        Mode = request.IsLive ? TradingMode.Live : TradingMode.Paper,
        Strategy = request.Strategy.Name,
        Period = request.Timeframe.Minutes,
        Started = now,
        TickerInterval = request.Poll,
        MaximumDataAge = request.Breakers.DataAge,
    };
}

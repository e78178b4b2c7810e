using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Bots.Followers;

/// <summary>A trader with those who follow it.</summary>
internal static class FollowedTrader
{
    public static BotProfile Profile { get; } = new()
    {
        Name = "Localbot",
        Banner = "Trading XXBTZUSD on KRAKEN with up-and-down @ 1 minute period",
        Venue = "kraken",
        Pair = "XBTUSD",
        Base = "XBT",
        Quote = "USD",
        Mode = TradingMode.Paper,
        Strategy = "up-and-down",
        Period = 1,
        Started = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc),
        TickerInterval = TimeSpan.FromSeconds(30),
        MaximumDataAge = TimeSpan.FromMinutes(2),
    };

    public static Trader NewTrader(StrategyDefinition? strategy = null) => new(
        strategy is null ? Backtests.Setup("macd") : Backtests.Setup(strategy),
        new OrderRules(),
        new BreakerLimits { DataAge = null, PriceJump = null },
        new SessionStart(DateTime.UnixEpoch, new Guid(1, 2, 3, new byte[8]), Engine: null, Breakers: null, Orders: []));

    /// <summary>On minute candles of bitcoin, from 1970 on where no clock is given.</summary>
    public static BotReporter Reporter(Trader trader, params IReadOnlyList<IBotFollower> followers) =>
        Reporter(trader, new BotSources(() => DateTime.UnixEpoch), Profile, followers);

    public static BotReporter Reporter(
        Trader trader,
        BotSources sources,
        BotProfile bot,
        IReadOnlyList<IBotFollower> followers,
        ILogger<BotFollowers>? log = null,
        TradeTotals earlier = default) => new(
        new SnapshotBuilder(bot, trader, Backtests.Bitcoin, sources, new OrderNames(), earlier),
        new BotFollowers(followers, log ?? NullLogger<BotFollowers>.Instance));
}

/// <summary>Remembers all it is given.</summary>
internal sealed class RecordingFollower : IBotFollower
{
    public List<(IReadOnlyList<BotEvent> Happened, BotSnapshot Now)> Taken { get; } = [];

    public IEnumerable<BotEvent> Events => Taken.SelectMany(taken => taken.Happened);

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now) => Taken.Add((happened, now));
}

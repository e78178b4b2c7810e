using TradingBot.Bots;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Reports;

namespace TradingBot.Hosting;

/// <summary>A running session as its observers see it. All but the trader and the times may be read from
/// any thread.</summary>
internal sealed record SessionView
{
    /// <summary>What is traded, and how.</summary>
    public required BotDefinition Bot { get; init; }

    /// <summary>The pair, as the exchange completed it.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The bot's, which is its database's.</summary>
    public required string BotName { get; init; }

    /// <summary>Who trades what, where: one line.</summary>
    public required string Banner { get; init; }

    /// <summary>Decides; what the last event led to is in its properties. Of the trading thread only.</summary>
    public required Trader Trader { get; init; }

    /// <summary>Before the trader.</summary>
    public required EngineQueue Queue { get; init; }

    /// <summary>What the last event took. Of the trading thread only.</summary>
    public required LoopTimes Times { get; init; }

    /// <summary>The exchange's clock.</summary>
    public required ExchangeTime Clock { get; init; }

    /// <summary>Where it trades: its connections and rate limits may be looked at.</summary>
    public required IExchange Exchange { get; init; }

    /// <summary>The exchange's names of orders; grows with the session.</summary>
    public required OrderNames Names { get; init; }

    /// <summary>What earlier sessions have traded.</summary>
    public required PastTrades Past { get; init; }
}

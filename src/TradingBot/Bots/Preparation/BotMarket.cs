using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Preparation;

/// <summary>A bot's market: what the exchange has said of it so far, and the queue of what it will say.</summary>
internal sealed record BotMarket
{
    public required ListedInstrument Pair { get; init; }

    public required FeeSchedule Fees { get; init; }

    /// <summary>What happens from now on, for the engine.</summary>
    public required EngineQueue Events { get; init; }

    /// <summary>Puts trades and candle ends there, and has the exchange's clock.</summary>
    public required CandleTape Tape { get; init; }

    /// <summary>What the account holds; null on paper.</summary>
    public required LiveFacts? Live { get; init; }

    public required WarmUp WarmUp { get; init; }

    /// <summary>The same in the form that is stored.</summary>
    public required RunFacts Facts { get; init; }

    /// <summary>How the bot trades there.</summary>
    public required EngineSetup Setup { get; init; }

    /// <summary>UTC, of the exchange.</summary>
    public DateTime Now => Tape.Clock.Now;
}

using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;

namespace TradingBot.Core.Engine;

/// <summary>All that decides how an engine trades; the same for live, paper and backtest.</summary>
public sealed record EngineSetup
{
    public required Instrument Instrument { get; init; }

    public required Timeframe Timeframe { get; init; }

    public required StrategyDefinition Strategy { get; init; }

    public required StrategySettings Settings { get; init; }

    public required ISizing Sizing { get; init; }

    public required RiskLimits Limits { get; init; }

    /// <summary>How orders meet the market.</summary>
    public OrderPlacing Placing { get; init; } = OrderPlacing.AtTheMarket;

    /// <summary>What a market order may cost at most.</summary>
    public required MarketOrderCost Cost { get; init; }

    /// <summary>On what terms it may sell short; null: it does not.</summary>
    public ShortTerms? ShortTerms { get; init; }

    /// <summary>Cash at the beginning, quote currency.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Its part in an account that others trade with too; null: the money is its own.</summary>
    public CashShare? Share { get; init; }

    /// <summary>Candles that open before this only warm the strategy up; unix seconds.</summary>
    public long TradeFrom { get; init; }

    /// <summary>
    /// What <see cref="TradeFrom"/> is where candles are missing of the warm-up: the strategy sees them first, and the
    /// last of them may decide.
    /// </summary>
    /// <param name="next">The first candle it has not seen, unix seconds.</param>
    /// <param name="missing">Candles it still has to see, 0 or more.</param>
    /// <param name="timeframe">Length of the candles.</param>
    public static long TradeFromAfter(long next, long missing, Timeframe timeframe) =>
        next + Math.Max(0, missing - 1) * timeframe.Seconds;

    /// <summary>True: the strategy draws also what it only shows.</summary>
    public bool IsWatched { get; init; }
}

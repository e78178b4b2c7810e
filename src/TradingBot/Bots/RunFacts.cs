using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;

namespace TradingBot.Bots;

/// <summary>What the exchange and the moment add to a definition: with both, an engine can be made.</summary>
internal sealed record RunFacts
{
    /// <summary>Cash kept back on a market order for its price to move before the fill, a fraction of it.</summary>
    private const decimal PriceReserve = 0.01m;

    /// <summary>The pair with its rules.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>What a market order may cost at most, as a multiple of price times volume.</summary>
    public required decimal CostFactor { get; init; }

    /// <summary>Cash at the bot's beginning, quote currency.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Candles that open before this only warm the strategy up; unix seconds.</summary>
    public required long TradeFrom { get; init; }

    /// <param name="fees">What fills cost.</param>
    /// <param name="slippage">What is lost on the price, a fraction of it.</param>
    public static decimal CostFactorOf(FeeSchedule fees, decimal slippage = 0) =>
        new MarketOrderCost(fees.HighestTaker, PriceReserve + slippage).AtMost(1);
}

using TradingBot.Core.Market;

namespace TradingBot.Core.Accounts;

/// <summary>
/// On what terms a pair is sold short: what is sold is borrowed from the exchange, for a fee at the opening and for
/// another every four hours, and a part of its price must be free in the account as long as the trade is open.
/// </summary>
/// <remarks>
/// Kraken's rules: both fees are charged on what is lent, at a rate locked in at the opening ("What are the fees
/// (opening and rollover) for trading using margin?", support article 206161568, Feb 2026); below a margin level of
/// about 40 % everything is closed ("Margin call level and margin liquidation level", article 203325763).
/// </remarks>
/// <param name="Leverage">Price × volume over the margin that must be there for it; 2 or more.</param>
/// <param name="OpeningRate">Charged at the opening, a fraction of price × volume.</param>
/// <param name="RolloverRate">Charged for every four hours it has been open, a fraction of the same.</param>
public sealed record ShortTerms(int Leverage, decimal OpeningRate, decimal RolloverRate)
{
    /// <summary>Seconds between two charges.</summary>
    public const long RolloverSeconds = 4 * 3600;

    /// <summary>Equity over margin below which the exchange closes everything, a fraction.</summary>
    public const decimal LiquidationLevel = 0.4m;

    /// <summary>What must be free for it, quote currency.</summary>
    /// <param name="cost">What was sold, price × volume.</param>
    public decimal Margin(decimal cost) => Instrument.Money(cost / Leverage);

    /// <summary>Quote currency.</summary>
    /// <param name="cost">What was sold, price × volume.</param>
    public decimal OpeningFee(decimal cost) => Instrument.Money(cost * OpeningRate);

    /// <summary>What has fallen due by a moment, quote currency; moves on the time until which all is paid.</summary>
    /// <param name="cost">What was sold, price × volume.</param>
    /// <param name="paidUntil">Unix seconds: the opening, or the last charge.</param>
    /// <param name="now">Unix seconds.</param>
    public decimal Rollover(decimal cost, ref long paidUntil, long now)
    {
        var times = Math.Max(0, (now - paidUntil) / RolloverSeconds);
        paidUntil += times * RolloverSeconds;
        return times * Instrument.Money(cost * RolloverRate);
    }
}

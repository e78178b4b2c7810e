namespace TradingBot.Core.Market;

/// <summary>
/// A pair and its trading rules. The one place where market data (<see cref="double"/>) becomes money
/// (<see cref="decimal"/>), and where prices and volumes are rounded.
/// </summary>
public sealed record Instrument
{
    /// <summary>
    /// Every amount of money is kept to this many decimals. Rounding once, where an amount arises, lets sums stay
    /// exact: up to 10^18 units of a currency no digit is lost.
    /// </summary>
    public const int MoneyDecimals = 10;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];

    /// <summary>The pair's short name, as in archive file names: <c>XBTUSD</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>The currency that is bought and sold: <c>XBT</c>.</summary>
    public required string Base { get; init; }

    /// <summary>The currency that prices, costs and fees are in: <c>USD</c>.</summary>
    public required string Quote { get; init; }

    /// <summary>Decimals of a price, 0 to 10.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>Decimals of a volume.</summary>
    public required int VolumeDecimals { get; init; }

    /// <summary>Order prices are multiples of this, quote currency.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>Smallest volume of an order, base units.</summary>
    public required decimal MinimumVolume { get; init; }

    /// <summary>Smallest price × volume of an order, quote currency.</summary>
    public required decimal MinimumCost { get; init; }

    /// <summary>With which leverage it can be sold on margin, rising; empty: it cannot be sold short.</summary>
    public IReadOnlyList<int> SellLeverage { get; init; } = [];

    /// <summary>Decimals of a cost and of a fee, at least 1; the exchange tells some of them with one less.</summary>
    public int CostDecimals { get; init; } = 5;

    /// <summary>By so much two of the exchange's figures of one amount of money may differ, quote currency.</summary>
    public decimal CostRounding => new(1, 0, 0, isNegative: false, (byte)(CostDecimals - 1));

    /// <summary>
    /// False where the exchange's minimums for the pair are not known to this program and so not enforced.
    /// </summary>
    public bool RulesAreKnown { get; init; } = true;

    /// <summary>
    /// The exact decimal price behind a <see cref="double"/>. Recorded prices may have more decimals than today's tick
    /// allows; they are kept as they were.
    /// </summary>
    /// <exception cref="InvariantViolatedException">The price is not a positive finite number.</exception>
    public decimal ExactPrice(double price)
    {
        Invariant.Holds(price > 0 && double.IsFinite(price));
        // A price with d decimals is the double nearest to n / 10^d: if dividing back gives the same double, n is it.
        // This is the common case and five times as fast as the general conversion.
        var units = Math.Round(price * PowersOfTen[PriceDecimals]);
        if (units < 1e15 && units / PowersOfTen[PriceDecimals] == price)
        {
            var whole = (long)units;
            return new decimal((int)whole, (int)(whole >> 32), 0, isNegative: false, (byte)PriceDecimals);
        }

        return (decimal)price;
    }

    /// <summary>
    /// The price moved to a multiple of the tick, never to the trader's favour: up for a buy, down for a sell, but to
    /// one tick at least.
    /// </summary>
    public decimal RoundAgainst(Side side, decimal price)
    {
        var ticks = price / TickSize;
        return side == Side.Buy ? decimal.Ceiling(ticks) * TickSize : Math.Max(1, decimal.Floor(ticks)) * TickSize;
    }

    /// <summary>
    /// The price moved to a multiple of the tick, never to the trader's disfavour: down for a buy, but to one tick at
    /// least, up for a sell.
    /// </summary>
    public decimal RoundInFavour(Side side, decimal price) =>
        RoundAgainst(side == Side.Buy ? Side.Sell : Side.Buy, price);

    /// <summary>The volume cut to the pair's decimals.</summary>
    public decimal RoundVolumeDown(decimal volume) =>
        volume.Scale <= VolumeDecimals ? volume : decimal.Round(volume, VolumeDecimals, MidpointRounding.ToZero);

    /// <summary>
    /// The average price of a volume, quote currency: to <see cref="MoneyDecimals"/>, but a price below a hundredth of
    /// a cent to twice as many, so that its digits are kept.
    /// </summary>
    public static decimal AveragePrice(decimal cost, decimal volume)
    {
        const decimal small = 0.0001m;
        var price = cost / volume;
        return decimal.Round(price, price < small ? 2 * MoneyDecimals : MoneyDecimals);
    }

    /// <summary>An amount of money, rounded half to even to <see cref="MoneyDecimals"/> where it has more.</summary>
    public static decimal Money(decimal amount) =>
        amount.Scale <= MoneyDecimals ? amount : decimal.Round(amount, MoneyDecimals);
}

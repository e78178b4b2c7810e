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

    /// <summary>The lot step is one unit of its last decimal, as most are.</summary>
    private readonly bool _isLotUnit;

    /// <summary>The pair's short name, as in archive file names: <c>XBTUSD</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>The currency that is bought and sold: <c>XBT</c>.</summary>
    public required string Base { get; init; }

    /// <summary>The currency that prices, costs and fees are in: <c>USD</c>.</summary>
    public required string Quote { get; init; }

    /// <summary>Decimals of a price, 0 to 10.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>
    /// Order volumes are multiples of this, base units, above 0. It need not be a power of ten; trailing zeros are
    /// dropped.
    /// </summary>
    /// <exception cref="InvariantViolatedException">It is 0 or below.</exception>
    public required decimal LotStep
    {
        get;
        init
        {
            field = StepOf(value);
            _isLotUnit = IsUnit(field);
        }
    }

    /// <summary>Order prices are multiples of this, quote currency.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>Smallest volume of an order, base units.</summary>
    public required decimal MinimumVolume { get; init; }

    /// <summary>Largest volume of an order, base units; <see cref="OrderLimits.None"/> where there is none.</summary>
    public decimal MaximumVolume { get; init; } = OrderLimits.None;

    /// <summary>Smallest price × volume of an order, quote currency.</summary>
    public required decimal MinimumNotional { get; init; }

    /// <summary>Largest price × volume of an order, quote currency, or <see cref="OrderLimits.None"/>.</summary>
    public decimal MaximumNotional { get; init; } = OrderLimits.None;

    /// <summary>What market orders must keep besides or instead; empty where they are as any other.</summary>
    public MarketOrderRules MarketOrders { get; init; } = MarketOrderRules.AsOthers;

    /// <summary>Decimals of a volume, 0 to 28.</summary>
    public int VolumeDecimals => LotStep.Scale;

    /// <summary>How small and how large an order may be that has a limit.</summary>
    public OrderLimits LimitOrderLimits => new(MinimumVolume, MaximumVolume, MinimumNotional, MaximumNotional);

    /// <summary>How small and how large an order at the market may be.</summary>
    public OrderLimits MarketOrderLimits =>
        AreMarketOrdersAsOthers ? LimitOrderLimits : MarketOrders.Over(LimitOrderLimits);

    private bool AreMarketOrdersAsOthers => ReferenceEquals(MarketOrders, MarketOrderRules.AsOthers);

    /// <summary>With which leverage it can be sold on margin, rising; empty: it cannot be sold short.</summary>
    public IReadOnlyList<int> SellLeverage { get; init; } = [];

    /// <summary>Decimals of a cost and of a fee, at least 1; the exchange reports some of them with one less.</summary>
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

    /// <summary>The volume cut to the grid that orders of every kind are on.</summary>
    /// <param name="volume">Base units, 0 or more.</param>
    public decimal RoundVolumeDown(decimal volume)
    {
        var down = CutTo(LotStep, _isLotUnit, volume);
        return AreMarketOrdersAsOthers || MarketOrders.LotStep == 0
            ? down : CutTo(MarketOrders.StepWith(LotStep), down);
    }

    /// <summary>True for a volume that is on that grid.</summary>
    internal bool IsOnGrid(decimal volume) =>
        (_isLotUnit && AreMarketOrdersAsOthers && volume.Scale <= VolumeDecimals) || RoundVolumeDown(volume) == volume;

    /// <summary>The volume raised to that grid.</summary>
    /// <param name="volume">Base units, 0 or more.</param>
    internal decimal RoundVolumeUp(decimal volume)
    {
        var down = RoundVolumeDown(volume);
        return down == volume ? volume : down + (MarketOrders.LotStep == 0 ? LotStep : MarketOrders.StepWith(LotStep));
    }

    /// <summary>
    /// What one order can close of a volume, and 0 where that is too small to be closed at all. Where it is more than
    /// one order may be, enough is left that the rest can be closed too.
    /// </summary>
    /// <param name="volume">Base units, 0 or more; on the grid or not.</param>
    /// <param name="price">The market's or the limit, quote currency, above 0.</param>
    /// <param name="limits">Of the kind of order.</param>
    internal decimal LargestPart(decimal volume, decimal price, in OrderLimits limits)
    {
        var part = RoundVolumeDown(volume);
        if (limits.IsTooSmall(part, price))
            return 0;
        if (!limits.IsTooLarge(part, price))
            return part;
        var largest = limits.Largest(price);
        var smallest = RoundVolumeUp(limits.Smallest(price));
        var first = RoundVolumeDown(Math.Min(largest, part - smallest));
        if (limits.IsTooSmall(first, price))
            first = RoundVolumeDown(largest); // what the limits leave is then too small: it stays as dust
        return limits.IsTooSmall(first, price) ? 0 : first;
    }

    /// <summary>
    /// True where nothing of a volume can be sold at the market, which is where an unfilled exit ends.
    /// </summary>
    /// <param name="volume">Base units.</param>
    /// <param name="price">The market's, quote currency, above 0.</param>
    internal bool IsTooSmallToSell(decimal volume, decimal price) =>
        LargestPart(volume, price, MarketOrderLimits) == 0;

    /// <summary>The smallest volume that an order of any kind may have, on the grid, base units.</summary>
    /// <param name="price">Quote currency, above 0.</param>
    public decimal SmallestVolume(decimal price) =>
        RoundVolumeUp(LimitOrderLimits.And(MarketOrderLimits).Smallest(price));

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

    /// <summary>A step without trailing zeros.</summary>
    internal static decimal StepOf(decimal step)
    {
        Invariant.Holds(step > 0);
        return step / 1.0000000000000000000000000000m; // a quotient has no more decimals than it needs
    }

    /// <summary>True for a step that is one unit of its last decimal, as most are.</summary>
    private static bool IsUnit(decimal step) => step == new decimal(1, 0, 0, isNegative: false, (byte)step.Scale);

    private static decimal CutTo(decimal step, decimal volume) => CutTo(step, IsUnit(step), volume);

    private static decimal CutTo(decimal step, bool isUnit, decimal volume)
    {
        var decimals = step.Scale;
        var cut = volume.Scale <= decimals ? volume : decimal.Round(volume, decimals, MidpointRounding.ToZero);
        return isUnit ? cut : cut - cut % step;
    }
}

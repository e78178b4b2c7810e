using TradingBot.Core.Market;

namespace TradingBot.Core.Orders;

/// <summary>
/// What an order or a fill was charged, as money whatever it was paid in. An order may be charged in several assets: in
/// a third one while there is some of it, then in base.
/// </summary>
/// <param name="Worth">All of it, quote currency; below 0 where the exchange pays.</param>
/// <param name="InKind">What of it was not taken from the quote balance; null: nothing.</param>
public readonly record struct Fee(decimal Worth, FeeInKind? InKind = null)
{
    /// <summary>Taken from the quote balance, quote currency.</summary>
    public decimal Cash => InKind is null ? Worth : Worth - InKind.Worth;

    /// <summary>Taken from the base balance, base units.</summary>
    public decimal Base => InKind?.Base ?? 0;

    /// <summary>What the part taken in base is worth, quote currency.</summary>
    public decimal BaseWorth => InKind?.BaseWorth ?? 0;

    /// <summary>What the part taken in third assets is worth, quote currency.</summary>
    public decimal OtherWorth => InKind?.OtherWorth ?? 0;

    /// <summary>A fee taken from the quote balance.</summary>
    /// <param name="cash">Quote currency.</param>
    public static implicit operator Fee(decimal cash) => new(cash);

    /// <summary>A fee taken from the base balance.</summary>
    /// <param name="amount">Base units.</param>
    /// <param name="price">Of the fill it was charged for, quote currency.</param>
    public static Fee InBase(decimal amount, decimal price) =>
        Of(amount, Instrument.Money(amount * price), others: null);

    /// <summary>A fee taken from the balance of an asset that is neither base nor quote.</summary>
    /// <param name="asset">The exchange's name of it.</param>
    /// <param name="amount">Units of it.</param>
    /// <param name="worth">Quote currency, at the price that the exchange or its adapter states.</param>
    public static Fee InAsset(string asset, decimal amount, decimal worth) =>
        Of(amount: 0, baseWorth: 0, new AssetFee(asset, amount, Instrument.Money(worth)));

    public static Fee operator +(Fee left, Fee right) => left.InKind is null && right.InKind is null
        ? new Fee(left.Worth + right.Worth)
        : Of(
            left.Base + right.Base,
            left.BaseWorth + right.BaseWorth,
            AssetFee.Sum(left.InKind?.Others, right.InKind?.Others),
            left.Cash + right.Cash);

    public static Fee operator -(Fee left, Fee right) => left + right.Times(-1, 1);

    /// <summary>That part's share of it, each asset rounded by itself.</summary>
    /// <param name="part">In the unit of <paramref name="whole"/>.</param>
    /// <param name="whole">Not 0.</param>
    internal Fee Share(decimal part, decimal whole) => Times(part, whole);

    private Fee Times(decimal part, decimal whole) => InKind is null
        ? new Fee(Instrument.Money(Worth * part / whole))
        : Of(
            Instrument.Money(Base * part / whole),
            Instrument.Money(BaseWorth * part / whole),
            InKind.Others?.Times(part, whole),
            Instrument.Money(Cash * part / whole));

    private static Fee Of(decimal amount, decimal baseWorth, AssetFee? others, decimal cash = 0)
    {
        if (amount == 0 && baseWorth == 0 && others is null)
            return new Fee(cash);
        var kind = new FeeInKind(amount, baseWorth, others);
        return new Fee(cash + kind.Worth, kind);
    }
}

/// <summary>The part of a fee that was taken from other balances than the quote's.</summary>
/// <param name="Base">Base units.</param>
/// <param name="BaseWorth">At the price of the fills, quote currency.</param>
/// <param name="Others">What was taken in third assets; null: nothing.</param>
public sealed record FeeInKind(decimal Base, decimal BaseWorth, AssetFee? Others = null)
{
    /// <summary>Of the third assets, quote currency.</summary>
    public decimal OtherWorth
    {
        get
        {
            var worth = 0m;
            for (var other = Others; other is not null; other = other.Next)
                worth += other.Worth;
            return worth;
        }
    }

    /// <summary>Of all of it, quote currency.</summary>
    public decimal Worth => BaseWorth + OtherWorth;
}

/// <summary>
/// A fee in an asset that is neither base nor quote; further ones follow, in the order of their names.
/// </summary>
/// <param name="Asset">The exchange's name of it.</param>
/// <param name="Amount">Units of it.</param>
/// <param name="Worth">Quote currency.</param>
/// <param name="Next">The next asset's; a chain and not a list, so that equal fees are equal.</param>
public sealed record AssetFee(string Asset, decimal Amount, decimal Worth, AssetFee? Next = null)
{
    internal static AssetFee? Sum(AssetFee? left, AssetFee? right)
    {
        if (left is null || right is null)
            return left ?? right;
        var order = string.CompareOrdinal(left.Asset, right.Asset);
        if (order > 0)
            return right with { Next = Sum(left, right.Next) };
        if (order < 0)
            return left with { Next = Sum(left.Next, right) };
        var (rest, amount, worth) = (Sum(left.Next, right.Next), left.Amount + right.Amount, left.Worth + right.Worth);
        return amount == 0 && worth == 0 ? rest : new AssetFee(left.Asset, amount, worth, rest);
    }

    internal AssetFee Times(decimal part, decimal whole) => new(
        Asset,
        Instrument.Money(Amount * part / whole),
        Instrument.Money(Worth * part / whole),
        Next?.Times(part, whole));
}

using TradingBot.Core.Orders;

namespace TradingBot.Bots.Followers;

/// <summary>What of a fee was not taken from the quote balance.</summary>
/// <param name="Base">Base units.</param>
/// <param name="BaseWorth">Quote currency.</param>
/// <param name="Others">Taken from assets that are neither base nor quote.</param>
internal sealed record BotFeeInKind(decimal Base, decimal BaseWorth, IReadOnlyList<BotAssetFee> Others)
{
    /// <summary>Null where all of it was taken from the quote balance, as is usual.</summary>
    public static BotFeeInKind? Of(Fee? fee)
    {
        if (fee?.InKind is not { } kind)
            return null;
        List<BotAssetFee> others = [];
        for (var other = kind.Others; other is not null; other = other.Next)
            others.Add(new BotAssetFee(other.Asset, other.Amount, other.Worth));
        return new BotFeeInKind(kind.Base, kind.BaseWorth, others);
    }

    /// <param name="worth">Of the whole fee, quote currency.</param>
    /// <param name="kind">What of it was not taken from the quote balance; null: nothing.</param>
    public static Fee ToFee(decimal worth, BotFeeInKind? kind)
    {
        if (kind is null)
            return worth;
        var others = kind.Others.Reverse().Aggregate(
            (AssetFee?)null, (next, other) => new AssetFee(other.Asset, other.Amount, other.Worth, next));
        return new Fee(worth, new FeeInKind(kind.Base, kind.BaseWorth, others));
    }
}

/// <summary>The part of a fee that was taken from a third asset.</summary>
/// <param name="Asset">The exchange's name of it.</param>
/// <param name="Amount">Units of it.</param>
/// <param name="Worth">Quote currency.</param>
internal sealed record BotAssetFee(string Asset, decimal Amount, decimal Worth);

using System.Text.Json.Serialization;
using TradingBot.Core.Orders;

namespace TradingBot.Bots.Followers;

/// <summary>What was traded of an order in all.</summary>
/// <param name="Time">UTC, to the second.</param>
/// <param name="Price">The average, quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Cost">Price × volume, quote currency.</param>
/// <param name="Fee">What it is worth, quote currency.</param>
internal sealed record BotFill(DateTime Time, decimal Price, decimal Volume, decimal Cost, decimal Fee)
{
    /// <summary>What of the fee was not taken from the quote balance; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BotFeeInKind? FeeInKind { get; init; }

    public static BotFill Of(in Fill fill) =>
        new(DateTime.UnixEpoch.AddSeconds(fill.Seconds), fill.Price, fill.Volume, fill.Cost, fill.Fee.Worth)
        {
            FeeInKind = BotFeeInKind.Of(fill.Fee),
        };

    public Fee ToFee() => BotFeeInKind.ToFee(Fee, FeeInKind);

    public Fill ToFill() => new((long)(Time - DateTime.UnixEpoch).TotalSeconds, Price, Volume, Cost, ToFee());
}

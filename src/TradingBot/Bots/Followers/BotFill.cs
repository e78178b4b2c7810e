using TradingBot.Core.Orders;

namespace TradingBot.Bots.Followers;

/// <summary>What was traded of an order in all.</summary>
/// <param name="Time">UTC, to the second.</param>
/// <param name="Price">The average, quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Cost">Price × volume, quote currency.</param>
/// <param name="Fee">Quote currency.</param>
internal sealed record BotFill(DateTime Time, decimal Price, decimal Volume, decimal Cost, decimal Fee)
{
    public static BotFill Of(in Fill fill) =>
        new(DateTime.UnixEpoch.AddSeconds(fill.Seconds), fill.Price, fill.Volume, fill.Cost, fill.Fee);

    public Fill ToFill() => new((long)(Time - DateTime.UnixEpoch).TotalSeconds, Price, Volume, Cost, Fee);
}

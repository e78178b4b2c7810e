using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Kraken's published spot fees; an account's own rates come from TradeVolume when there is a key.</summary>
internal static class KrakenFees
{
    /// <summary>
    /// In force from 9 July 2026, by 30-day volume in USD. Source: Kraken's fee page, retrieved 26 July 2026.
    /// </summary>
    public static FeeSchedule Spot { get; } = new("Kraken spot of 2026-07-09", Tiers());

    /// <summary>
    /// The schedule for a pair. Tiers are counted in USD: for pairs in another currency the volume would have to be
    /// converted at prices a backtest does not have, so the first tier, the dearest, stands for all.
    /// </summary>
    public static FeeSchedule For(Instrument instrument) => instrument.Quote is "USD" or "USDT" or "USDC"
        ? Spot
        : new FeeSchedule($"{Spot.Name}, first tier only as volume is counted in USD", [Spot.At(0)]);

    private static IEnumerable<FeeTier> Tiers()
    {
        (decimal FromVolume, decimal MakerPercent, decimal TakerPercent)[] rows =
        [
            (0, 0.40m, 0.80m),
            (2_500, 0.30m, 0.60m),
            (10_000, 0.22m, 0.38m),
            (25_000, 0.20m, 0.35m),
            (50_000, 0.15m, 0.30m),
            (100_000, 0.12m, 0.25m),
            (250_000, 0.10m, 0.22m),
            (500_000, 0.08m, 0.20m),
            (1_000_000, 0.06m, 0.18m),
            (2_500_000, 0.04m, 0.15m),
            (5_000_000, 0.02m, 0.12m),
            (10_000_000, 0m, 0.10m),
        ];
        return rows.Select(row => new FeeTier(row.FromVolume, row.MakerPercent / 100, row.TakerPercent / 100));
    }
}

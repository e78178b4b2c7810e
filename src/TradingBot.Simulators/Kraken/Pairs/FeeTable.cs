using TradingBot.Core.Accounts;

namespace TradingBot.Simulators.Kraken.Pairs;

/// <summary>Kraken's spot fees from 9 July 2026 on, by 30-day volume in USD.</summary>
public static class FeeTable
{
    public static FeeSchedule Spot { get; } = new("Kraken spot", Rows());

    private static IEnumerable<FeeTier> Rows()
    {
        decimal[] volumes =
            [0, 2_500, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000];
        decimal[] makers = [40, 30, 22, 20, 15, 12, 10, 8, 6, 4, 2, 0];
        decimal[] takers = [80, 60, 38, 35, 30, 25, 22, 20, 18, 15, 12, 10];
        return volumes.Select((volume, i) => new FeeTier(volume, makers[i] / 10_000, takers[i] / 10_000));
    }
}

namespace TradingBot.Core.Risk.Breakers;

/// <summary>When new trades are stopped; null: never for this reason.</summary>
public sealed record BreakerLimits
{
    /// <summary>No breaker at all.</summary>
    public static BreakerLimits Off { get; } = new() { OrderErrors = null, DataAge = null, PriceJump = null };

    /// <summary>Loss since midnight UTC, as a fraction of the equity then.</summary>
    public decimal? DailyLoss { get; init; }

    /// <summary>Fall from the highest equity, as a fraction of it.</summary>
    public decimal? Drawdown { get; init; }

    /// <summary>Losing trades in a row.</summary>
    public int? LossesInARow { get; init; }

    /// <summary>Failed orders within <see cref="OrderErrorWindow"/>.</summary>
    public int? OrderErrors { get; init; } = 5;

    public TimeSpan OrderErrorWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time since the market was last known.</summary>
    public TimeSpan? DataAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Change from one price to the next, as a fraction.</summary>
    public double? PriceJump { get; init; } = 0.1;

    /// <summary>After this a tripped breaker resets itself; null: only the operator resets it.</summary>
    public TimeSpan? ResetAfter { get; init; }

    /// <summary>True where nothing can trip.</summary>
    internal bool AreOff => this with { ResetAfter = null, OrderErrorWindow = Off.OrderErrorWindow } == Off;
}

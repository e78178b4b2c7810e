namespace TradingBot.Core.Risk.Breakers;

/// <summary>What the breakers look at.</summary>
internal struct RiskFigures
{
    /// <summary>UTC, exchange time.</summary>
    public DateTime Now;

    /// <summary>Quote currency; 0 before it is known.</summary>
    public decimal Equity;

    /// <summary>Highest so far, quote currency.</summary>
    public decimal Peak;

    /// <summary>At the last midnight UTC, or at the beginning; quote currency.</summary>
    public decimal Morning;

    public int LossesInARow;

    public int OrderErrors;

    /// <summary>Change from the last price to the one before, as a fraction.</summary>
    public double PriceChange;

    /// <summary>When the market was last known; UTC.</summary>
    public DateTime KnownAt;
}

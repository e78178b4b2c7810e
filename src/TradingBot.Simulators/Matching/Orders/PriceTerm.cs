namespace TradingBot.Simulators.Matching.Orders;

/// <summary>A price said in full, or as a distance from another one.</summary>
/// <param name="Value">Quote currency, or per cent; below 0 it lies below the reference.</param>
/// <param name="Unit">What the value is.</param>
public readonly record struct PriceTerm(decimal Value, PriceUnit Unit)
{
    /// <summary>A price said in full.</summary>
    public static PriceTerm At(decimal price) => new(price, PriceUnit.Static);

    /// <summary>True for a distance.</summary>
    public bool IsRelative => Unit != PriceUnit.Static;

    /// <summary>The price; a distance ends on the tick that is nearest.</summary>
    /// <param name="reference">What a distance is measured from.</param>
    /// <param name="tick">Of the pair.</param>
    public decimal From(decimal reference, decimal tick) => Unit switch
    {
        PriceUnit.Static => Value,
        PriceUnit.Percent => Math.Round((reference + reference * Value / 100) / tick) * tick,
        _ => Math.Round((reference + Value) / tick) * tick,
    };
}

/// <summary>What the number of a price means.</summary>
public enum PriceUnit
{
    /// <summary>The price itself.</summary>
    Static,

    /// <summary>Per cent of the reference.</summary>
    Percent,

    /// <summary>Quote currency from the reference.</summary>
    Quote,
}

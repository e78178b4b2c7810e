namespace TradingBot.Core.Risk.Sizing;

/// <summary>How much to buy, before the exchange's rules and the balance have their say.</summary>
public interface ISizing
{
    /// <summary>What a report calls it: <c>0.002 XBT</c>.</summary>
    string Description { get; }

    /// <summary>Base units.</summary>
    /// <param name="price">The market's price, quote currency.</param>
    /// <param name="equity">Cash plus what is held, quote currency.</param>
    decimal Volume(decimal price, decimal equity);
}

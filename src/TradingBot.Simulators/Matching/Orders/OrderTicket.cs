using TradingBot.Core.Market;

namespace TradingBot.Simulators.Matching.Orders;

/// <summary>What a client asks the venue to trade. Prices in quote currency, times in exchange time (UTC).</summary>
public sealed record OrderTicket
{
    /// <summary><see cref="Instrument.Symbol"/> of the pair.</summary>
    public required string Symbol { get; init; }

    public required Side Side { get; init; }

    public required OrderKind Kind { get; init; }

    /// <summary>Base units; quote currency when <see cref="IsQuoteVolume"/>.</summary>
    public required decimal Volume { get; init; }

    /// <summary>For a market buy only: the volume is the money to spend.</summary>
    public bool IsQuoteVolume { get; init; }

    /// <summary>Worst price to trade at; null for kinds without one.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Last price that makes the order active; null for kinds without one.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>For trailing stops only: the distance that the trigger keeps, above 0.</summary>
    public PriceTerm? Trail { get; init; }

    /// <summary>For trailing stops with a limit only: the limit, from the trigger's price on.</summary>
    public PriceTerm? TrailingLimit { get; init; }

    /// <summary>For icebergs only: base units that are shown at a time.</summary>
    public decimal? DisplayVolume { get; init; }

    /// <summary>Echoed only: the simulated index is the last price.</summary>
    public bool TriggersOnIndex { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>The order is refused rather than take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>The fee is charged in base currency instead of quote.</summary>
    public bool FeeInBase { get; init; }

    /// <summary>When the order becomes active; null: at once.</summary>
    public DateTime? Starts { get; init; }

    /// <summary>When the rest of the order ends; null: never.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>The venue refuses the order after this time; null: never.</summary>
    public DateTime? Deadline { get; init; }

    /// <summary>The client's own id, unique among its open orders.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's own number, not unique.</summary>
    public int? UserReference { get; init; }

    public SelfTradeRule SelfTrade { get; init; }

    /// <summary>Placed on the other side after each fill, with the volume of that fill; null: nothing.</summary>
    public ClosingTerms? Close { get; init; }

    /// <summary>The order whose fill this one follows; null: none.</summary>
    public string? PrimaryId { get; init; }
}


namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>Which closed orders to read.</summary>
internal sealed record ClosedOrdersFilter
{
    public string? ClientOrderId { get; init; }

    /// <summary>UTC, exclusive.</summary>
    public DateTime? After { get; init; }

    /// <summary>UTC, inclusive.</summary>
    public DateTime? Until { get; init; }

    /// <summary>How many to leave out from the newest: the page of 50.</summary>
    public int Offset { get; init; }

    /// <summary>Asks for the number of all; much slower on Kraken's side.</summary>
    public bool IsCounted { get; init; }
}


namespace TradingBot.Worlds.Exchange;

/// <summary>An order as the exchange has it.</summary>
internal sealed class ExchangeOrder
{
    public required string Id { get; init; }

    /// <summary>The bot's own id, or that of somebody else, or null.</summary>
    public required string? ClientId { get; init; }

    public required bool IsBuy { get; init; }

    public required decimal Volume { get; init; }

    /// <summary>Null: at the market.</summary>
    public required decimal? Limit { get; init; }

    public required DateTime OpenedAt { get; init; }

    /// <summary>True: somebody else's.</summary>
    public bool IsForeign { get; init; }

    /// <summary>open, closed, canceled.</summary>
    public string Status { get; set; } = "open";

    public DateTime? ClosedAt { get; set; }

    public string? Reason { get; set; }

    public List<Fill> Fills { get; } = [];

    /// <summary>Before it, the order is in no list.</summary>
    public DateTime VisibleFrom { get; set; }

    /// <summary>Before it, the account's channel does not tell of it.</summary>
    public DateTime ToldFrom { get; set; }

    public bool IsOpen => Status == "open";

    public decimal Filled => Fills.Sum(fill => fill.Volume);

    public decimal Cost => Fills.Sum(fill => fill.Cost);

    public decimal Fee => Fills.Sum(fill => fill.Fee);

    /// <summary>Quote currency that was taken for fees.</summary>
    public decimal CashFee => Fills.Where(fill => fill.BaseFee == 0).Sum(fill => fill.Fee);

    /// <summary>Base units that were taken for fees.</summary>
    public decimal BaseFee => Fills.Sum(fill => fill.BaseFee);

    public decimal Rest => Volume - Filled;

    /// <summary>The channel's word: filled and partially_filled where REST says closed and open.</summary>
    public string ChannelStatus => Status switch
    {
        "closed" => "filled",
        "open" when Fills.Count > 0 => "partially_filled",
        "open" => "new",
        _ => Status,
    };
}

/// <summary>One execution.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Order">Its order.</param>
/// <param name="Time">UTC.</param>
/// <param name="Volume">Base.</param>
/// <param name="Price">Quote.</param>
/// <param name="Cost">Quote.</param>
/// <param name="Fee">In quote, also where it was charged in base.</param>
/// <param name="IsMaker">It rested.</param>
/// <param name="BaseFee">What was charged in base; 0 where it was charged in quote.</param>
internal sealed record Fill(
    string Id,
    ExchangeOrder Order,
    DateTime Time,
    decimal Volume,
    decimal Price,
    decimal Cost,
    decimal Fee,
    bool IsMaker,
    decimal BaseFee);

using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>An order as the model exchange keeps it.</summary>
internal sealed class ModelOrder(
    string exchangeId, Guid id, bool isBuy, decimal volume, decimal? limit, DateTime visibleFrom)
{
    public string ExchangeId { get; } = exchangeId;

    public Guid Id { get; } = id;

    public bool IsBuy { get; } = isBuy;

    public decimal Volume { get; } = volume;

    /// <summary>Null for a market order.</summary>
    public decimal? Limit { get; } = limit;

    /// <summary>True when it did not trade at once.</summary>
    public bool Rests { get; init; }

    /// <summary>Before this the exchange's lists do not show it.</summary>
    public DateTime VisibleFrom { get; } = visibleFrom;

    public ReportedStatus Status { get; set; } = ReportedStatus.Open;

    public List<Execution> Fills { get; } = [];

    public decimal Filled => Fills.Sum(fill => fill.Volume);

    public decimal Cost => Fills.Sum(fill => fill.Volume * fill.Price);

    public Fee Fee => Fills.Aggregate(default(Fee), (sum, fill) => sum + fill.Fee);

    public OrderReport Report(Execution? execution = null) => new(
        ExchangeId,
        Status,
        Filled,
        Cost,
        execution is null ? Fee : null,
        Status != ReportedStatus.Canceled ? null : Rests ? "user requested" : "market price protection",
        execution);
}

using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>An order as the model exchange keeps it.</summary>
internal sealed class ModelOrder(string exchangeId, Guid id, bool isBuy, decimal volume, DateTime visibleFrom)
{
    public string ExchangeId { get; } = exchangeId;

    public Guid Id { get; } = id;

    public bool IsBuy { get; } = isBuy;

    public decimal Volume { get; } = volume;

    /// <summary>Before this the exchange's lists do not show it.</summary>
    public DateTime VisibleFrom { get; } = visibleFrom;

    public ReportedStatus Status { get; set; } = ReportedStatus.Open;

    public List<Execution> Fills { get; } = [];

    public decimal Filled => Fills.Sum(fill => fill.Volume);

    public decimal Cost => Fills.Sum(fill => fill.Volume * fill.Price);

    public decimal Fee => Fills.Sum(fill => fill.Fee);

    public OrderReport Report(Execution? execution = null) => new(
        ExchangeId,
        Status,
        Filled,
        Cost,
        execution is null ? Fee : null,
        Status == ReportedStatus.Canceled ? "market price protection" : null,
        execution);
}

using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>An order to place.</summary>
public sealed record NewOrder
{
    public required Instrument Instrument { get; init; }

    public required Side Side { get; init; }

    /// <summary>Base units.</summary>
    public required decimal Volume { get; init; }

    /// <summary>
    /// Our own id, made for this one attempt and never used again: a used one would be ambiguous for ever.
    /// </summary>
    public required Guid ClientOrderId { get; init; }

    /// <summary>Quote currency; null for an order at the market.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Refused rather than taking liquidity.</summary>
    public bool IsPostOnly { get; init; }

    /// <summary>Null for a spot order without margin.</summary>
    public int? Leverage { get; init; }

    /// <summary>Only makes a position on margin smaller.</summary>
    public bool IsReduceOnly { get; init; }

    /// <summary>
    /// UTC by the exchange's clock: after it the exchange must refuse the order. What turns "not found yet" into
    /// "never".
    /// </summary>
    public DateTime? Deadline { get; init; }

    /// <summary>Our id as it is sent.</summary>
    public string ClientOrderText => ClientOrderId.ToString("D");

    /// <summary>For messages.</summary>
    public string SideWord => Side == Side.Buy ? "buy" : "sell";

    /// <summary>The order that the risk gate let pass.</summary>
    /// <param name="instrument">The pair.</param>
    /// <param name="request">What passed.</param>
    /// <param name="id">Of the attempt.</param>
    /// <param name="deadline">UTC by the exchange's clock, or null.</param>
    public static NewOrder Of(Instrument instrument, in OrderRequest request, Guid id, DateTime? deadline) => new()
    {
        Instrument = instrument,
        Side = request.Side,
        Volume = request.Volume,
        ClientOrderId = id,
        LimitPrice = request.Rests ? request.Intent.Price : null,
        IsPostOnly = request.Intent.Style == OrderStyle.PostOnly,
        Leverage = request.IsOnMargin ? request.Intent.Leverage : null,
        IsReduceOnly = request.IsReduceOnly,
        Deadline = deadline,
    };

    /// <exception cref="ArgumentException">
    /// A figure that it needs is missing, or one it must not have is there.
    /// </exception>
    public void Check()
    {
        Require(Volume > 0, "a volume above 0");
        Require(LimitPrice is null or > 0, "a limit price above 0");
        Require(!IsPostOnly || LimitPrice is not null, "a limit price where it must only post");
        Require(Leverage is null or >= 2, "a leverage of 2 or more, or none");
        Require(!IsReduceOnly || Leverage is not null, "a leverage where it may only reduce");
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
            throw new ArgumentException($"order {ClientOrderText} ({SideWord}) needs {what}");
    }
}

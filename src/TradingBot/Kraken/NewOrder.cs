using TradingBot.Core.Market;

namespace TradingBot.Kraken;

/// <summary>An order to place, in the exchange's terms, by REST or by WebSocket.</summary>
internal sealed record NewOrder
{
    public required PairNames Pair { get; init; }

    public required Side Side { get; init; }

    public required OrderKind Kind { get; init; }

    /// <summary>Base units; quote units when <see cref="IsVolumeInQuote"/>.</summary>
    public required decimal Volume { get; init; }

    /// <summary>Quote currency, for the kinds with a limit.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Quote currency, for the stop-loss and take-profit kinds.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>
    /// Our own id, a UUID made for this one attempt and never used again: Kraken checks it against open orders only, so
    /// a used one would be ambiguous for ever.
    /// </summary>
    public required string ClientOrderId { get; init; }

    public TimeInForce TimeInForce { get; init; } = TimeInForce.Gtc;

    /// <summary>UTC; with <see cref="TimeInForce.Gtd"/>, 5 seconds to a month ahead.</summary>
    public DateTime? ExpireTime { get; init; }

    /// <summary>
    /// UTC by Kraken's clock, 2 to 60 seconds ahead: after it the engine must refuse the order. The only thing that
    /// turns "not found yet" into "never".
    /// </summary>
    public DateTime? Deadline { get; init; }

    /// <summary>Refused rather than taking liquidity.</summary>
    public bool IsPostOnly { get; init; }

    public bool IsReduceOnly { get; init; }

    /// <summary>Market buys only.</summary>
    public bool IsVolumeInQuote { get; init; }

    /// <summary>Null for a spot order without margin.</summary>
    public int? Leverage { get; init; }

    public FeeCurrency FeeCurrency { get; init; } = FeeCurrency.Quote;

    /// <summary>Checked by the exchange and not placed.</summary>
    public bool IsValidatedOnly { get; init; }

    public bool HasLimit => Kind is OrderKind.Limit or OrderKind.StopLossLimit or OrderKind.TakeProfitLimit;

    public bool HasTrigger => Kind is not (OrderKind.Market or OrderKind.Limit);

    /// <summary>Kraken's word; WebSocket and REST agree.</summary>
    public string KindWord => Kind switch
    {
        OrderKind.Market => "market",
        OrderKind.Limit => "limit",
        OrderKind.StopLoss => "stop-loss",
        OrderKind.TakeProfit => "take-profit",
        OrderKind.StopLossLimit => "stop-loss-limit",
        OrderKind.TakeProfitLimit => "take-profit-limit",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not an order kind"),
    };

    public string SideWord => Side == Side.Buy ? "buy" : "sell";

    /// <exception cref="ArgumentException">
    /// A figure that the kind needs is missing, or one it must not have is there.
    /// </exception>
    public void Check()
    {
        Require(Volume > 0, "a volume above 0");
        Require(HasLimit == LimitPrice is > 0, "a limit price exactly for the kinds with a limit");
        Require(HasTrigger == TriggerPrice is > 0, "a trigger price exactly for the triggered kinds");
        Require(ClientOrderId.Length is > 0 and <= 36, "an id of 1 to 36 characters");
        Require(ClientOrderId.All(char.IsAscii), "an id in ASCII");
        Require(TimeInForce == TimeInForce.Gtd == ExpireTime is not null, "an expiry exactly with GTD");
        Require(TimeInForce == TimeInForce.Gtc || HasLimit, "a limit price where the time in force is not GTC");
        Require(!IsPostOnly || Kind == OrderKind.Limit, "a plain limit order where it must only post");
        Require(Leverage is null or >= 2, "a leverage of 2 or more, or none");
        Require(!IsReduceOnly || Leverage is not null, "a leverage where it may only reduce");
        Require(!IsVolumeInQuote || (Kind == OrderKind.Market && Side == Side.Buy), "a market buy for a quote volume");
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
            throw new ArgumentException($"order {ClientOrderId} ({SideWord} {KindWord}) needs {what}");
    }
}

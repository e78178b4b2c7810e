using TradingBot.Simulators.Kraken.Notation;
namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// The parameters of each method; Kraken refuses a request that has another. Source: docs.kraken.com, websocket-v2.
/// </summary>
internal static class SocketFields
{
    private static readonly string[] Order =
    [
        "order_type", "side", "order_qty", "cash_order_qty", "display_qty", "limit_price", "limit_price_type",
        "triggers", "time_in_force", "effective_time", "expire_time", "margin", "post_only", "reduce_only", "cl_ord_id",
        "order_userref", "conditional", "fee_preference", "stp_type", "sender_sub_id", "no_mpp",
    ];

    private static readonly IReadOnlySet<string> Subscription = Set(
        "channel", "symbol", "depth", "interval", "event_trigger", "snapshot", "snap_orders", "snap_trades",
        "snapshot_trades", "order_status", "ratecounter", "rebased", "users", "include_tokenized_assets", "token");

    private static readonly Dictionary<string, IReadOnlySet<string>> ByMethod = new(StringComparer.Ordinal)
    {
        ["subscribe"] = Subscription,
        ["unsubscribe"] = Subscription,
        ["add_order"] = Set([.. Order, "symbol", "deadline", "validate", "token"]),
        ["batch_add"] = Set("orders", "symbol", "deadline", "validate", "token"),
        ["amend_order"] = Set(
            "order_id", "cl_ord_id", "symbol", "order_qty", "display_qty", "limit_price", "limit_price_type",
            "trigger_price", "trigger_price_type", "post_only", "deadline", "token"),
        ["edit_order"] = Set(
            "order_id", "symbol", "order_qty", "display_qty", "limit_price", "triggers", "order_userref", "post_only",
            "reduce_only", "fee_preference", "no_mpp", "deadline", "validate", "token"),
        ["cancel_order"] = Set("order_id", "cl_ord_id", "order_userref", "token"),
        ["batch_cancel"] = Set("orders", "cl_ord_id", "token"),
        ["cancel_all"] = Set("token"),
        ["cancel_all_orders_after"] = Set("timeout", "token"),
    };

    /// <summary>Of an order in a batch, which may repeat its token.</summary>
    public static IReadOnlySet<string> OrderInBatch { get; } = Set([.. Order, "token"]);

    public static IReadOnlySet<string> Triggers { get; } = Set("reference", "price", "price_type");

    public static IReadOnlySet<string> Conditional { get; } =
        Set("order_type", "limit_price", "limit_price_type", "trigger_price", "trigger_price_type");

    /// <exception cref="KrakenRefusal">The request has a parameter that its method does not know.</exception>
    public static void Check(SocketRequest request)
    {
        if (ByMethod.TryGetValue(request.Method, out var names))
            request.HasOnly(names);
    }

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.Ordinal);
}

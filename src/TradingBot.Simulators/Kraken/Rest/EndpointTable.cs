using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>What REST can be asked, and what it costs on a key's counter. Source: REFERENCE 3.1.</summary>
internal static class EndpointTable
{
    // Sources say 2 or 4: the simulator charges the higher, so that a client which is never refused here is not there.
    private const double HistoryCost = 4;
    private const double SearchCost = 2;

    public static IReadOnlyDictionary<string, Func<Exchange, RequestParameters, JsonNode>> Public { get; } =
        new Dictionary<string, Func<Exchange, RequestParameters, JsonNode>>(StringComparer.Ordinal)
        {
            ["Time"] = GeneralEndpoints.Time,
            ["SystemStatus"] = GeneralEndpoints.SystemStatus,
            ["Assets"] = GeneralEndpoints.Assets,
            ["AssetPairs"] = GeneralEndpoints.AssetPairs,
            ["Ticker"] = MarketEndpoints.Ticker,
            ["OHLC"] = MarketEndpoints.Ohlc,
            ["Depth"] = MarketEndpoints.Depth,
            ["Trades"] = MarketEndpoints.Trades,
            ["Spread"] = MarketEndpoints.Spread,
        };

    public static IReadOnlyDictionary<string, Func<Exchange, RequestParameters, JsonNode>> Private { get; } =
        new Dictionary<string, Func<Exchange, RequestParameters, JsonNode>>(StringComparer.Ordinal)
        {
            ["Balance"] = AccountEndpoints.Balance,
            ["BalanceEx"] = AccountEndpoints.BalanceEx,
            ["TradeBalance"] = AccountEndpoints.TradeBalance,
            ["TradeVolume"] = AccountEndpoints.TradeVolume,
            ["Level3"] = MarketEndpoints.Level3,
            ["OpenPositions"] = AccountEndpoints.OpenPositions,
            ["GetWebSocketsToken"] = AccountEndpoints.WebSocketsToken,
            ["GetApiKeyInfo"] = AccountEndpoints.ApiKeyInfo,
            ["OpenOrders"] = OrderQueries.OpenOrders,
            ["ClosedOrders"] = OrderQueries.ClosedOrders,
            ["QueryOrders"] = OrderQueries.QueryOrders,
            ["OrderAmends"] = OrderQueries.OrderAmends,
            ["TradesHistory"] = OrderQueries.TradesHistory,
            ["QueryTrades"] = OrderQueries.QueryTrades,
            ["Ledgers"] = LedgerEndpoints.Ledgers,
            ["QueryLedgers"] = LedgerEndpoints.QueryLedgers,
            ["AddOrder"] = OrderEndpoints.AddOrder,
            ["AddOrderBatch"] = OrderEndpoints.AddOrderBatch,
            ["AmendOrder"] = OrderEndpoints.AmendOrder,
            ["EditOrder"] = OrderEndpoints.EditOrder,
            ["CancelOrder"] = OrderEndpoints.CancelOrder,
            ["CancelOrderBatch"] = OrderEndpoints.CancelOrderBatch,
            ["CancelAll"] = OrderEndpoints.CancelAll,
            ["CancelAllOrdersAfter"] = OrderEndpoints.CancelAllOrdersAfter,
        };

    /// <summary>
    /// What a private call adds to the key's counter; orders and their ends have the trading counter instead.
    /// </summary>
    public static double CostOf(string method, RequestParameters parameters) => method switch
    {
        "AddOrder" or "AddOrderBatch" or "AmendOrder" or "EditOrder" => 0,
        "CancelOrder" or "CancelOrderBatch" or "CancelAll" or "CancelAllOrdersAfter" => 0,
        "TradesHistory" or "QueryTrades" or "Ledgers" or "QueryLedgers" => HistoryCost,
        "OpenOrders" or "ClosedOrders" when parameters.Text("cl_ord_id") is not null => SearchCost,
        _ => 1,
    };
}

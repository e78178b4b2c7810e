using System.Globalization;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>Reads the account. Nothing here changes anything, so every call retries.</summary>
internal sealed class AccountRest(PrivateTransport transport)
{
    /// <summary>Txids one QueryOrders takes.</summary>
    public const int OrdersPerQuery = 50;

    /// <summary>Ids one QueryTrades takes.</summary>
    public const int TradesPerQuery = 20;

    /// <returns>By asset id, with what open orders hold; assets that were never held are missing.</returns>
    public Task<Answer<Dictionary<string, BalanceInfo>>> BalanceExAsync(CancellationToken cancellation) =>
        Read("BalanceEx", new FormFields(), cancellation).As(RestJson.Default.DictionaryStringBalanceInfo);

    /// <param name="pair">The pair whose fees are wanted: without one there are none in the answer.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<Answer<TradeVolumeInfo>> TradeVolumeAsync(string pair, CancellationToken cancellation) =>
        Read("TradeVolume", new FormFields().Add("pair", pair), cancellation).As(RestJson.Default.TradeVolumeInfo);

    /// <param name="clientOrderId">One order, or null for all.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<Answer<OpenOrdersInfo>> OpenOrdersAsync(string? clientOrderId, CancellationToken cancellation) =>
        Read("OpenOrders", new FormFields().AddIfTrue("trades", true).Add("cl_ord_id", clientOrderId), cancellation)
            .As(RestJson.Default.OpenOrdersInfo);

    /// <summary>The newest 50 that match. Open or close time within the bounds counts.</summary>
    public Task<Answer<ClosedOrdersInfo>> ClosedOrdersAsync(
        ClosedOrdersFilter filter, CancellationToken cancellation) =>
        Read(
            "ClosedOrders",
            new FormFields()
                .AddIfTrue("trades", true)
                .Add("cl_ord_id", filter.ClientOrderId)
                .Add("start", Seconds(filter.After))
                .Add("end", Seconds(filter.Until))
                .Add("ofs", filter.Offset == 0 ? null : filter.Offset)
                .Add("closetime", "both")
                .AddIfTrue("without_count", !filter.IsCounted),
            cancellation).As(RestJson.Default.ClosedOrdersInfo);

    /// <param name="orderIds">1 to 50 txids.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>By txid; one that Kraken never issued is simply missing.</returns>
    /// <exception cref="ArgumentException">None, or more than 50.</exception>
    public Task<Answer<Dictionary<string, OrderInfo>>> QueryOrdersAsync(
        IReadOnlyCollection<string> orderIds, CancellationToken cancellation) =>
        Read("QueryOrders", Ids(orderIds, OrdersPerQuery).AddIfTrue("trades", true), cancellation)
            .As(RestJson.Default.DictionaryStringOrderInfo);

    /// <param name="tradeIds">1 to 20 ids of fills.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="ArgumentException">None, or more than 20.</exception>
    public Task<Answer<Dictionary<string, OwnTrade>>> QueryTradesAsync(
        IReadOnlyCollection<string> tradeIds, CancellationToken cancellation) =>
        Read("QueryTrades", Ids(tradeIds, TradesPerQuery), cancellation)
            .As(RestJson.Default.DictionaryStringOwnTrade);

    /// <summary>What has changed the account's balances, newest first, 50 a page.</summary>
    /// <param name="assets">Ids of assets, at least one.</param>
    /// <param name="after">UTC, exclusive.</param>
    /// <param name="offset">How many to leave out from the newest.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<Answer<LedgersInfo>> LedgersAsync(
        IReadOnlyCollection<string> assets, DateTime after, int offset, CancellationToken cancellation) =>
        Read(
            "Ledgers",
            new FormFields()
                .Add("asset", string.Join(',', assets))
                .Add("start", Seconds(after))
                .Add("ofs", offset == 0 ? null : offset)
                .AddIfTrue("without_count", true),
            cancellation).As(RestJson.Default.LedgersInfo);

    /// <summary>What the key itself may do; needs no permission.</summary>
    public Task<Answer<ApiKeyInfo>> KeyInfoAsync(CancellationToken cancellation) =>
        Read("GetApiKeyInfo", new FormFields(), cancellation).As(RestJson.Default.ApiKeyInfo);

    /// <summary>A token for the private WebSocket, to be used within 15 minutes.</summary>
    public Task<Answer<SocketToken>> WebSocketsTokenAsync(CancellationToken cancellation) =>
        Read("GetWebSocketsToken", new FormFields(), cancellation).As(RestJson.Default.SocketToken);

    private static FormFields Ids(IReadOnlyCollection<string> ids, int most)
    {
        if (ids.Count == 0 || ids.Count > most)
            throw new ArgumentException($"one query takes 1 to {most} ids, not {ids.Count}", nameof(ids));
        return new FormFields().Add("txid", string.Join(',', ids));
    }

    private static string? Seconds(DateTime? utc) =>
        utc is { } time ? KrakenTime.UnixSeconds(time).ToString(CultureInfo.InvariantCulture) : null;

    private Task<Answer<ReadOnlyMemory<byte>>> Read(
        string endpoint, FormFields fields, CancellationToken cancellation) =>
        transport.ReadAsync(new RestCall(endpoint, fields), cancellation);
}

using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

/// <summary>Every way an answer by REST is read.</summary>
internal static class RestForms
{
    public static IReadOnlyList<Func<Task<Answer<ReadOnlyMemory<byte>>>, Task>> All { get; } =
    [
        answer => answer.As(KrakenJson.Default.ServerTime),
        answer => answer.As(KrakenJson.Default.SystemStatusInfo),
        answer => answer.As(KrakenJson.Default.DictionaryStringAssetInfo),
        answer => answer.As(KrakenJson.Default.DictionaryStringAssetPairInfo),
        answer => answer.As(KrakenJson.Default.DictionaryStringTickerInfo),
        answer => answer.As(KrakenJson.Default.DictionaryStringDepthInfo),
        answer => answer.As(KrakenJson.Default.DictionaryStringDecimal),
        answer => answer.As(KrakenJson.Default.DictionaryStringBalanceInfo),
        answer => answer.As(KrakenJson.Default.TradeVolumeInfo),
        answer => answer.As(KrakenJson.Default.OpenOrdersInfo),
        answer => answer.As(KrakenJson.Default.ClosedOrdersInfo),
        answer => answer.As(KrakenJson.Default.DictionaryStringOrderInfo),
        answer => answer.As(KrakenJson.Default.TradesHistoryInfo),
        answer => answer.As(KrakenJson.Default.OrderPlaced),
        answer => answer.As(KrakenJson.Default.OrdersCancelled),
        answer => answer.As(KrakenJson.Default.CancelTimer),
        answer => answer.As(KrakenJson.Default.SocketToken),
        answer => answer.AsRows(OhlcRow.Read),
        answer => answer.AsRows(PublicTrade.Read),
        answer => answer.AsRows(SpreadRow.Read),
    ];
}

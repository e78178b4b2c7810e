using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

/// <summary>Every way an answer by REST is read.</summary>
internal static class RestForms
{
    public static IReadOnlyList<Func<Task<Answer<ReadOnlyMemory<byte>>>, Task>> All { get; } =
    [
        answer => answer.As(RestJson.Default.ServerTime),
        answer => answer.As(RestJson.Default.SystemStatusInfo),
        answer => answer.As(RestJson.Default.DictionaryStringAssetPairInfo),
        answer => answer.As(RestJson.Default.DictionaryStringTickerInfo),
        answer => answer.As(RestJson.Default.DictionaryStringDepthInfo),
        answer => answer.As(RestJson.Default.DictionaryStringBalanceInfo),
        answer => answer.As(RestJson.Default.TradeVolumeInfo),
        answer => answer.As(RestJson.Default.OpenOrdersInfo),
        answer => answer.As(RestJson.Default.ClosedOrdersInfo),
        answer => answer.As(RestJson.Default.DictionaryStringOrderInfo),
        answer => answer.As(RestJson.Default.DictionaryStringOwnTrade),
        answer => answer.As(RestJson.Default.LedgersInfo),
        answer => answer.As(RestJson.Default.ApiKeyInfo),
        answer => answer.As(RestJson.Default.OrderPlaced),
        answer => answer.As(RestJson.Default.OrdersCancelled),
        answer => answer.As(RestJson.Default.CancelTimer),
        answer => answer.As(RestJson.Default.SocketToken),
        answer => answer.AsRows(OhlcRow.Read),
        answer => answer.AsRows(PublicTrade.Read),
    ];
}

using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>Trades that were fetched by REST: the payload of a frame of that type.</summary>
/// <param name="Pair">The pair's name in the recording.</param>
/// <param name="Trades">Rising in id.</param>
internal sealed record FetchedTrades(string Pair, IReadOnlyList<FetchedTrade> Trades);

/// <summary>One of them, with the exchange's digits.</summary>
/// <param name="Id">The exchange's.</param>
/// <param name="ExchangeMicros">Unix microseconds.</param>
/// <param name="IsBuy">True if the taker bought.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="IsMarket">True if the taker's was a market order.</param>
internal sealed record FetchedTrade(
    long Id, long ExchangeMicros, bool IsBuy, decimal Price, decimal Quantity, bool IsMarket)
{
    public static FetchedTrade Of(PrintedTrade trade) => new(
        trade.Id,
        Receipt.MicrosOf(trade.Time),
        trade.Taker == Side.Buy,
        trade.Price,
        trade.Volume,
        trade.IsMarketOrder);
}

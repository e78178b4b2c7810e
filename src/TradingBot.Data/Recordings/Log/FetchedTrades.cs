using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Log;

/// <summary>Trades that were fetched by REST: the payload of a frame of that type.</summary>
/// <param name="Pair">The pair's name in the recording.</param>
/// <param name="Trades">Rising in id.</param>
internal sealed record FetchedTrades(string Pair, IReadOnlyList<CapturedTrade> Trades);

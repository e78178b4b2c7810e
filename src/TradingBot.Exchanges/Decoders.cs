using TradingBot.Exchanges.Binance;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Exchanges;

/// <summary>
/// Decoders for what others have recorded of exchanges that this program has no client of: such an exchange is no
/// venue, and nobody can trade there by mistake.
/// </summary>
public static class Decoders
{
    /// <summary>Of Binance spot's WebSocket streams and its REST snapshots.</summary>
    /// <param name="pair">The only pair that there are snapshots of, as the messages name it: <c>BTCUSDT</c>.</param>
    public static IMessageDecoder BinanceSpot(string pair) => new BinanceDecoder(pair);
}

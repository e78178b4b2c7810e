namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>Kraken's names of one pair. Never derive one from another where AssetPairs can be asked.</summary>
/// <param name="Id">The key of REST answers: <c>XXBTZUSD</c>.</param>
/// <param name="ShortName">As in orders and archive files: <c>XBTUSD</c>.</param>
/// <param name="Socket">As WebSocket v2 says it: <c>BTC/USD</c>.</param>
internal sealed record PairNames(string Id, string ShortName, string Socket)
{
    /// <summary>The name of WebSocket v2 for Kraken's slash name: <c>XBT/USD</c> is <c>BTC/USD</c> there.</summary>
    public static string SocketName(string slashName) =>
        string.Join('/', slashName.Split('/').Select(AssetNames.Spoken));
}

namespace TradingBot.Simulators.Kraken.Pairs;

/// <summary>A currency under its three names.</summary>
/// <param name="Id">Key of balances: <c>XXBT</c>.</param>
/// <param name="AltName"><c>XBT</c>.</param>
/// <param name="DisplayName">As WebSocket v2 says it: <c>BTC</c>.</param>
/// <param name="Decimals">Of the ledger.</param>
/// <param name="DisplayDecimals">Of what people are shown.</param>
public sealed record KrakenAsset(string Id, string AltName, string DisplayName, int Decimals, int DisplayDecimals);

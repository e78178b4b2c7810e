using TradingBot.Core.Market;

namespace TradingBot.Simulators.Kraken.Pairs;

/// <summary>A pair under its several names, with its rules.</summary>
/// <param name="Id">Key of REST answers: <c>XXBTZUSD</c>.</param>
/// <param name="Base">What is bought and sold.</param>
/// <param name="Quote">What is paid with.</param>
/// <param name="CostDecimals">Decimals of costs and fees as printed.</param>
/// <param name="Instrument">The rules; its symbol is the short name <c>XBTUSD</c>.</param>
/// <param name="SyntheticScale">Its price over the synthetic bitcoin's, when the market is made up.</param>
public sealed record KrakenPair(
    string Id, KrakenAsset Base, KrakenAsset Quote, int CostDecimals, Instrument Instrument, double SyntheticScale)
{
    public string AltName => Instrument.Symbol;

    /// <summary><c>XBT/USD</c>.</summary>
    public string SocketName => $"{Base.AltName}/{Quote.AltName}";

    /// <summary>As WebSocket v2 says it: <c>BTC/USD</c>.</summary>
    public string DisplayName => $"{Base.DisplayName}/{Quote.DisplayName}";

    /// <summary>
    /// Decimals that money amounts are kept to: no finer than the ledger's, so that every printed sum is exact.
    /// </summary>
    public int MoneyDecimals => Math.Min(CostDecimals, Quote.Decimals);

    /// <summary>True for any name of the pair that a request may use.</summary>
    public bool IsCalled(string name) =>
        Is(name, Id) || Is(name, AltName) || Is(name, SocketName) || Is(name, DisplayName)
        || Is(name, Base.DisplayName + Quote.DisplayName);

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}

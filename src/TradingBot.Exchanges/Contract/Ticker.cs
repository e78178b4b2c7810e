namespace TradingBot.Exchanges.Contract;

/// <summary>A market at a glance.</summary>
/// <param name="Bid">Best price bid, quote currency.</param>
/// <param name="Ask">Best price asked, quote currency.</param>
/// <param name="Last">Price of the last trade, quote currency.</param>
/// <param name="Volume">Traded today, base units; begins anew at midnight or rolls over 24 hours.</param>
/// <param name="Trades">Count of today's trades, as <paramref name="Volume"/> counts.</param>
public readonly record struct Ticker(double Bid, double Ask, double Last, double Volume, long Trades)
{
    /// <summary>True where nothing has traded in between.</summary>
    public bool IsSameTape(Ticker other) =>
        Last == other.Last && Volume == other.Volume && Trades == other.Trades;
}

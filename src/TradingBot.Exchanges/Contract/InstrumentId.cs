namespace TradingBot.Exchanges.Contract;

/// <summary>
/// A pair of a venue. What is kept of a pair is kept under it, so that two venues never share a series or a file: their
/// BTCUSD are two books.
/// </summary>
/// <param name="Venue">As <see cref="IVenue.Name"/>: <c>kraken</c>.</param>
/// <param name="Symbol">As <see cref="IPairDirectory.SymbolOf"/>: <c>XBTUSD</c>.</param>
public readonly record struct InstrumentId(string Venue, string Symbol)
{
    /// <summary>Stands between venue and pair, and in neither.</summary>
    public const char Separator = ':';

    /// <summary>As <c>VenueList.Read</c> reads it: <c>kraken:XBTUSD</c>.</summary>
    public override string ToString() => $"{Venue}{Separator}{Symbol}";
}

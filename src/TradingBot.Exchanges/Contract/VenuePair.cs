namespace TradingBot.Exchanges.Contract;

/// <summary>A pair as somebody named it, and whose it is.</summary>
/// <param name="Venue">Named with it, or meant.</param>
/// <param name="Name">Any of the venue's names of the pair, perhaps of none.</param>
/// <param name="IsQualified">True where the venue was named with it.</param>
public readonly record struct VenuePair(IVenue Venue, string Name, bool IsQualified)
{
    /// <summary>What is kept of the pair is kept under this.</summary>
    public InstrumentId Id => new(Venue.Name, Venue.Pairs.SymbolOf(Name));
}

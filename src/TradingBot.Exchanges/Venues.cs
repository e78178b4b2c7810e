using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Kraken;

namespace TradingBot.Exchanges;

/// <summary>The venues this program knows; a new one is a line here.</summary>
public static class Venues
{
    /// <summary>The first is the one that is meant where none is named.</summary>
    public static VenueList Known { get; } = new(new KrakenVenue());

    public static IReadOnlyList<IVenue> All => Known.All;

    /// <summary>The one that is meant where none is named: what is stored without a venue is its.</summary>
    public static IVenue Default => Known.Default;

    /// <summary>The venue of that name, or null.</summary>
    public static IVenue? Find(string name) => Known.Find(name);
}

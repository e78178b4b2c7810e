using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract;

/// <summary>The pairs of a venue as far as this program knows them without asking, by any of their names.</summary>
public interface IPairDirectory
{
    /// <summary>The symbols of the best known pairs, for messages.</summary>
    IEnumerable<string> Known { get; }

    /// <summary>The known pair that any of its names means, or null.</summary>
    Instrument? Find(string name);

    /// <summary>
    /// The symbol used for files: that of the pair, or the name itself in upper case with the venue's words for its
    /// assets.
    /// </summary>
    string SymbolOf(string name);

    /// <summary>
    /// A pair the user has candles of but whose rules are not known: many decimals, no minimums. A report says so.
    /// </summary>
    Instrument WithoutRules(string symbol);

    /// <summary>True for a name of a known pair, or one that ends in a currency that coins are priced in.</summary>
    bool IsPair(string name);

    /// <summary>True for an asset that a known pair is of, by any of its names.</summary>
    bool IsBase(string asset);

    /// <summary>True for an asset that coins are priced in.</summary>
    bool IsQuote(string asset);

    /// <summary>True for a quote that is no coin.</summary>
    bool IsMoney(string asset);
}

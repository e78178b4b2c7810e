using System.Collections.Concurrent;
using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Kraken's names of the pairs that have been looked up. Safe for several callers.</summary>
internal sealed class ListedPairs
{
    private readonly ConcurrentDictionary<string, KrakenPair> _pairs = new(StringComparer.Ordinal);

    public void Add(KrakenPair pair) => _pairs[pair.Instrument.Symbol] = pair;

    /// <summary>By the name that an order's description has; null where it has not been looked up.</summary>
    public KrakenPair? Find(string? shortName) =>
        _pairs.Values.FirstOrDefault(pair => pair.Names.ShortName == shortName);

    /// <exception cref="InvalidOperationException">The pair has not been looked up.</exception>
    public KrakenPair Of(Instrument instrument) => _pairs.TryGetValue(instrument.Symbol, out var pair)
        ? pair
        : throw new InvalidOperationException($"{instrument.Symbol} has not been looked up at Kraken");
}

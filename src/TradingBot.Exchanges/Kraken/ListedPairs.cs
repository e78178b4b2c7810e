using System.Collections.Concurrent;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;

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
    public KrakenPair Of(Instrument instrument) => Find(instrument)
        ?? throw new InvalidOperationException(NotLookedUp(instrument));

    /// <summary>The answer of a call about a pair, which is not made where the pair has not been looked up.</summary>
    public async Task<Answer<T>> AskAsync<T>(Instrument instrument, Func<KrakenPair, Task<Answer<T>>> ask) =>
        Find(instrument) is { } pair
            ? await ask(pair).ConfigureAwait(false)
            : new Answer<T>.NotSent(NotLookedUp(instrument));

    private KrakenPair? Find(Instrument instrument) => _pairs.GetValueOrDefault(instrument.Symbol);

    private static string NotLookedUp(Instrument instrument) =>
        $"{instrument.Symbol} has not been looked up at Kraken";
}

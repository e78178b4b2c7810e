using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>What assets are worth in one another, by the last prices of the pairs.</summary>
internal static class AssetRates
{
    /// <summary>
    /// What a unit of each asset, by id, is worth in one of them; those that no pair leads to are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, decimal> Into(Exchange exchange, KrakenAsset asset)
    {
        var rates = new Dictionary<string, decimal>(StringComparer.Ordinal) { [asset.Id] = 1 };
        var known = new Queue<KrakenAsset>([asset]);
        while (known.TryDequeue(out var money))
        {
            foreach (var (pair, last) in exchange.Markets.Select(market => (market.Pair, market.Market.Last?.Price)))
            {
                if (last is not { } price)
                    continue;
                var rate = rates[money.Id];
                if (pair.Quote == money && rates.TryAdd(pair.Base.Id, rate * price))
                    known.Enqueue(pair.Base);
                if (pair.Base == money && rates.TryAdd(pair.Quote.Id, rate / price))
                    known.Enqueue(pair.Quote);
            }
        }

        return rates;
    }
}

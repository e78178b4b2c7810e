using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;

namespace TradingBot.Hosting;

/// <summary>Finds a pair on the exchange itself, by any name the exchange has for it.</summary>
internal static class PairSearch
{
    /// <param name="rest">The exchange.</param>
    /// <param name="name">As the user typed it.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <param name="listFile">Where the list is kept for later backtests, or null.</param>
    /// <exception cref="UserError">The exchange has no such pair, or does not answer; one line.</exception>
    public static async Task<KrakenPair> FindAsync(
        PublicRest rest, string name, CancellationToken cancellation, string? listFile = null)
    {
        // All pairs, once: asked for one, Kraken takes some of its names and refuses others.
        var pairs = KrakenPair.From(
            (await rest.AssetPairsAsync([], cancellation).ConfigureAwait(false)).Required("AssetPairs"));
        if (listFile is not null)
            PairList.WriteIfPossible(listFile, pairs.Select(pair => pair.Instrument));
        return KrakenPair.Find(pairs, name) ?? throw new UserError(
            $"--currency: Kraken does not list '{name}'; use a pair such as XBTUSD, XXBTZUSD, XBT/USD or BTC/USD");
    }
}

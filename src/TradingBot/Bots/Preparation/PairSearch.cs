using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>Finds a pair on the exchange itself, by any name the exchange has for it.</summary>
internal static class PairSearch
{
    /// <param name="exchange">The exchange.</param>
    /// <param name="name">As the user typed it.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="UserError">The exchange has no such pair, or does not answer; one line.</exception>
    public static async Task<ListedInstrument> FindAsync(
        IExchange exchange, string name, CancellationToken cancellation)
    {
        var venue = exchange.Venue;
        var answer = await exchange.Market.FindAsync(name, cancellation).ConfigureAwait(false);
        return answer.Required(venue, "the list of pairs") ?? throw new UserError(
            $"--currency: {venue.DisplayName} does not list '{name}'; use a pair such as XBTUSD, XXBTZUSD, XBT/USD or "
            + "BTC/USD");
    }
}

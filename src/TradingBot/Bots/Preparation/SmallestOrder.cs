using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// The smallest order of a pair, validated only: the key must be able to place it, the pair to take it.
/// </summary>
internal static class SmallestOrder
{
    /// <exception cref="UserError">The exchange did not say the pair's price.</exception>
    public static async Task<Answer<string>> ValidateAsync(
        IExchange exchange, IAccount account, Instrument instrument, Func<Guid> newId, CancellationToken cancellation)
    {
        var ticker = (await exchange.Market.TickerAsync(instrument, cancellation).ConfigureAwait(false))
            .Required(exchange.Venue, "the pair's price");
        var order = new NewOrder
        {
            Instrument = instrument,
            Side = Side.Buy,
            Volume = VolumeAt(instrument, (decimal)ticker.Ask),
            ClientOrderId = newId(),
        };
        return await account.ValidateAsync(order, cancellation).ConfigureAwait(false);
    }

    /// <summary>The pair's smallest volume, also if the price falls by some percent on the way.</summary>
    private static decimal VolumeAt(Instrument instrument, decimal price) =>
        price > 0 ? instrument.SmallestVolume(price / 1.1m) : instrument.MinimumVolume;
}

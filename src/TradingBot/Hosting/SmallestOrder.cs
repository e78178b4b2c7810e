using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Hosting;

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

    /// <summary>The pair's smallest volume, or what its smallest cost buys with some room.</summary>
    private static decimal VolumeAt(Instrument instrument, decimal price)
    {
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)instrument.VolumeDecimals);
        var byCost = price > 0 ? instrument.RoundVolumeDown(instrument.MinimumCost * 1.1m / price) + unit : 0;
        return Math.Max(instrument.MinimumVolume, byCost);
    }
}

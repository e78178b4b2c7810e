using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Engine;

/// <summary>What an exchange must have of a trader's, its orders that are not over included.</summary>
public static class TraderBalances
{
    /// <summary>
    /// What the exchange must show, as far as is known: the ledger, and what has traded of orders that are not over.
    /// </summary>
    /// <returns>Quote currency, base units.</returns>
    public static (decimal Cash, decimal Held) Balances(this Trader trader)
    {
        var (cash, held) = (trader.Engine.Ledger.Cash, trader.Engine.Ledger.Held);
        foreach (var order in trader.Unsettled)
        {
            var isBuy = order.Intent.Side == Side.Buy;
            var fee = order.Fee ?? 0;
            cash += (isBuy ? -order.Cost : order.Cost) - fee.Cash;
            held += (isBuy ? order.Filled : -order.Filled) - fee.Base;
        }

        return (cash, held);
    }

    /// <summary>What the exchange must have lent, as far as is known.</summary>
    public static IEnumerable<ShortLot> Lent(this Trader trader)
    {
        var lots = trader.Engine.Ledger.Open.Where(trade => trade.IsShort).ToDictionary(
            trade => trade.OpenOrder,
            trade => new ShortLot(trade.OpenOrder, trade.Entry.Volume, trade.Entry.Cost, trade.PaidUntil));
        foreach (var order in trader.Unsettled.Where(order => order is { Intent.Leverage: > 0, Filled: > 0 }))
        {
            if (order.Intent.Purpose == OrderPurpose.Open)
            {
                var opened = (long)(order.SentAt - DateTime.UnixEpoch).TotalSeconds;
                lots[order.Number] = new ShortLot(order.Number, order.Filled, order.Cost, opened);
            }
            else if (lots.TryGetValue(order.Intent.Trade, out var lot))
            {
                var left = lot.Volume - order.Filled;
                lots[lot.Trade] = lot with { Volume = left, Cost = Instrument.Money(lot.Cost * left / lot.Volume) };
            }
        }

        return lots.Values.Where(lot => lot.Volume > 0);
    }
}

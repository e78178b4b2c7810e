using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Reports;

/// <summary>
/// Prints the ledger after a candle: the trades closed on it, those that are open, and orders that rest. The original
/// prints every trade of its life each time; what was printed as closed once cannot change any more.
/// </summary>
internal sealed class LedgerPrinter(
    Action<string> print, Instrument instrument, TradingEngine engine, Func<long, string> orderId)
{
    private int _printed;

    public void Print()
    {
        var ledger = engine.Ledger;
        for (; _printed < ledger.Closed.Count; _printed++)
            print(LedgerLine.Of(ledger.Closed[_printed], instrument, orderId));
        foreach (var trade in ledger.Open)
            print(LedgerLine.Of(trade, instrument, orderId));
        foreach (var order in engine.Pending)
        {
            if (order.Rests)
                print(LedgerLine.OfPending(order.Number, order.Intent, instrument, orderId));
        }
    }
}

using TradingBot.Core.Market;
using TradingBot.Core.Trading;

namespace TradingBot.Reports;

/// <summary>
/// Prints the ledger after a candle: the trades closed on it, then those that are open. The original prints every trade
/// of its life each time; what was printed as closed once cannot change any more.
/// </summary>
internal sealed class LedgerPrinter(
    Action<string> print, Instrument instrument, Ledger ledger, Func<long, string> orderId)
{
    private int _printed;

    public void Print()
    {
        for (; _printed < ledger.Closed.Count; _printed++)
            print(LedgerLine.Of(in ledger.Closed[_printed], instrument, orderId));
        foreach (var trade in ledger.Open)
            print(LedgerLine.Of(trade, instrument, orderId));
    }
}

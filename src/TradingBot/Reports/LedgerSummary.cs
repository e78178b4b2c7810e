using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Reports;

/// <summary>The ledger in one line, at the last close.</summary>
internal static class LedgerSummary
{
    public static string Of(TradingEngine engine, Instrument instrument, PastTrades past)
    {
        var ledger = engine.Ledger;
        var equity = ledger.Equity(instrument.ExactPrice(engine.LastClose));
        var closed = past.Closed + ledger.Closed.Count;
        var trades = closed + ledger.Open.Count == 0
            ? "no trades yet"
            : $"trades {closed} closed, {ledger.Open.Count} open, fees {Text.Money(past.Fees + ledger.Fees)}";
        return $"{trades}, equity {Text.Money(equity)} {instrument.Quote} of {Text.Money(ledger.StartCash)}";
    }
}

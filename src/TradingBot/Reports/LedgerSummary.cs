using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Reports;

/// <summary>The ledger in one line, at the last close.</summary>
internal static class LedgerSummary
{
    public static string Of(TradingEngine engine, Instrument instrument)
    {
        var ledger = engine.Ledger;
        var equity = ledger.Equity(instrument.ExactPrice(engine.LastClose));
        var trades = ledger.Closed.Count + ledger.Open.Count == 0
            ? "no trades yet"
            : $"trades {ledger.Closed.Count} closed, {ledger.Open.Count} open, fees {Text.Money(ledger.Fees)}";
        return $"{trades}, equity {Text.Money(equity)} {instrument.Quote} of {Text.Money(ledger.StartCash)}";
    }
}

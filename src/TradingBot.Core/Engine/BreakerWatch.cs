using TradingBot.Core.Market;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Engine;

/// <summary>Shows the breakers what has become of the engine's account: the same live and in a backtest.</summary>
/// <param name="panel">Looks at it.</param>
/// <param name="engine">Has the account.</param>
/// <param name="instrument">Makes amounts of prices.</param>
internal sealed class BreakerWatch(BreakerPanel panel, TradingEngine engine, Instrument instrument)
{
    private int _closedTrades;

    /// <summary>Tells the trades closed since and the equity at the last close; then the panel looks.</summary>
    /// <param name="now">UTC, exchange time.</param>
    public void Advance(DateTime now)
    {
        var ledger = engine.Ledger;
        for (; _closedTrades < ledger.Closed.Count; _closedTrades++)
            panel.TradeClosed(ledger.Closed[_closedTrades]);
        if (!double.IsNaN(engine.LastClose))
            panel.EquityIs(ledger.Equity(instrument.ExactPrice(engine.LastClose)));
        panel.Advance(now);
    }
}

using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Core.Engine;

/// <summary>Closes open trades when a rule says so: at a candle's close, or at every price.</summary>
internal sealed class ExitWatch(EngineSetup setup, ExitRules rules, Ledger ledger, Outbox outbox)
{
    /// <summary>At how many limits an exit is tried, where orders rest, before it goes to the market.</summary>
    public const int PricesOfAnExit = 2;

    private const int PricesOfAStop = 1;

    // What Kraken does by itself is decided here: it happens to the bot all the same.
    private const string Liquidated = "liquidated";

    private readonly int _seconds = setup.Timeframe.Seconds;

    /// <param name="candle">Closed.</param>
    /// <param name="signal">The strategy's reason to leave, or null.</param>
    public void AtClose(in Candle candle, string? signal)
    {
        var seen = rules.Price.Of(in candle);
        var highest = rules.Intrabar ? candle.Close : candle.High;
        foreach (var trade in ledger.OpenTrades)
        {
            if (trade.NeedsNoExit && !Revives(trade, candle.Close))
                continue;
            if (!rules.Intrabar)
                trade.Observe(seen * trade.Sign);
            if (trade.IsShort && highest >= ledger.LiquidationPrice)
                Leave(trade, candle.Close, Liquidated, prices: 0);
            else if (signal is not null)
                Leave(trade, candle.Close, signal, PricesOfAnExit);
            else if (trade.RefusedExitReason is { } reason)
                Leave(trade, candle.Close, reason, prices: 0);
            else
                LeaveByPlan(trade, in candle, seen * trade.Sign);
        }
    }

    private void LeaveByPlan(OpenTrade trade, in Candle candle, double price)
    {
        ref readonly var plan = ref trade.Plan;
        if (!rules.Intrabar && price < plan.Floor)
            Leave(trade, candle.Close, plan.FloorReason, PricesOfAStop);
        else if (!rules.Intrabar && price >= plan.Ceiling)
            Leave(trade, candle.Close, plan.CeilingReason, PricesOfAnExit);
        else if (candle.OpenSeconds + _seconds >= plan.Deadline)
            Leave(trade, candle.Close, "maximum age", PricesOfAStop);
    }

    /// <summary>
    /// How many of the candles at the front close no trade, by their times and prices alone; 0 also where that is not
    /// told so quickly. What trails has seen them then.
    /// </summary>
    public int Quiet(ReadOnlySpan<Candle> candles)
    {
        var band = QuietBand.Open;
        foreach (var trade in ledger.OpenTrades)
        {
            if (rules.Intrabar || trade.NeedsNoExit || trade.IsShort || trade.RefusedExitReason is not null)
                return 0;
            band = band.With(trade);
        }

        if (rules.AreNone)
            return candles.Length;
        var count = band.Passed(candles, _seconds, rules, out var highest);
        foreach (var trade in ledger.OpenTrades)
            trade.Pass(highest);
        return count;
    }

    /// <summary>The market is at a price, and the rules watch every one.</summary>
    public void AtPrice(double market)
    {
        foreach (var trade in ledger.OpenTrades)
        {
            if (trade.NeedsNoExit && !Revives(trade, market))
                continue;
            var price = market * trade.Sign;
            trade.Observe(price);
            ref readonly var plan = ref trade.Plan;
            if (trade.IsShort && market >= ledger.LiquidationPrice)
                Leave(trade, market, Liquidated, prices: 0);
            else if (price <= plan.Floor)
                Leave(trade, market, plan.FloorReason, PricesOfAStop);
            else if (price >= plan.Ceiling)
                Leave(trade, market, plan.CeilingReason, PricesOfAnExit);
        }
    }

    /// <summary>What is too small by its worth can be sold again once the price has risen.</summary>
    /// <returns>True for such a trade: its rules look at it again.</returns>
    private bool Revives(OpenTrade trade, double market)
    {
        if (!trade.IsDust || trade.IsClosing || trade.ToClose < setup.Instrument.MinimumVolume
            || setup.Instrument.IsTooSmallToSell(trade.ToClose, setup.Instrument.ExactPrice(market)))
        {
            return false;
        }

        ledger.Unmark(trade);
        return true;
    }

    /// <summary>Closes a trade, or what is left of it.</summary>
    /// <param name="trade">Open, and no order to close it is on its way.</param>
    /// <param name="price">The market's, quote currency.</param>
    /// <param name="reason">The signal's or the exit rule's words.</param>
    /// <param name="prices">At how many limits it may be tried before it goes to the market.</param>
    public void Leave(OpenTrade trade, double price, string reason, int prices) =>
        outbox.SendExit(trade, setup.Instrument.ExactPrice(price), reason, prices);
}

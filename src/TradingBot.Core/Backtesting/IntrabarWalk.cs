using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// Leads the engine through a candle's prices in the order open, low, high, close: for a bought position the
/// pessimistic one, because the stop comes before the target. Only where a trailing stop would be hit by the low if
/// the high came first, and no stop or target before that, the high comes first: that is the worse order then. On the
/// way it halts at every exit level that is passed, so that an exit is decided, and filled, at the level itself; a
/// candle that opens beyond a level is filled at its open. The limit of an order that rests is such a level too; where
/// one opens a trade, the high comes first, so that what came before the entry does not close it.
/// For a short everything is the other way round; open trades are all long or all short.
/// </summary>
internal sealed class IntrabarWalk(
    TradingEngine engine, SimulatedExchange exchange, OrderRoute route, int candleSeconds)
{
    /// <summary>Candles in which the unknown order of high and low decides how a trade ends.</summary>
    public long Ambiguous { get; private set; }

    public void Through(in Candle candle)
    {
        if (IsIdle || !candle.IsTraded)
            return;
        var (first, second) = Order(in candle);
        At(candle.Open, candle.OpenSeconds);
        Cross(candle.Open, candle.Open, candle.OpenSeconds);
        To(first, candle.Open, candle.OpenSeconds + candleSeconds / 3);
        To(second, first, candle.OpenSeconds + candleSeconds * 2L / 3);
        To(candle.Close, second, candle.OpenSeconds + candleSeconds - 1);
    }

    private bool IsIdle => engine.Ledger.Open.Count == 0 && exchange.Resting == 0;

    /// <summary>The low and the high in the worse order; counts the candle when the order matters.</summary>
    private (double First, double Second) Order(in Candle candle)
    {
        var trades = engine.Ledger.OpenTrades;
        // Without a trade only an entry can rest, and one that sells opens a short.
        var isShort = trades.Length > 0
            ? trades[0].IsShort
            : exchange.NearestLimit(candle.Open, candle.High) is not null;
        var (bad, good) = isShort ? (candle.High, candle.Low) : (candle.Low, candle.High);
        var (stopOrTarget, trailing) = (false, false);
        foreach (var trade in trades)
        {
            ref readonly var plan = ref trade.Plan;
            var open = candle.Open * trade.Sign;
            if (open <= plan.Floor || open >= plan.Ceiling)
                continue; // decided at the open, whatever comes later
            var stopIsHit = bad * trade.Sign <= plan.Floor;
            var targetIsHit = good * trade.Sign >= plan.Ceiling;
            stopOrTarget |= stopIsHit && targetIsHit;
            trailing |= !stopIsHit && !targetIsHit && bad * trade.Sign <= trade.FloorAfter(good * trade.Sign);
        }

        if (stopOrTarget || trailing)
            Ambiguous++;
        var isEntered = exchange.NearestLimit(candle.Open, bad) is not null;
        return (trailing || isEntered) && !stopOrTarget ? (good, bad) : (bad, good);
    }

    private void To(double target, double from, long seconds)
    {
        while (!IsIdle && NextLevel(from, target) is { } level)
        {
            At(level, seconds);
            if (target < level)
                Cross(Math.BitDecrement(level), level, seconds);
            else if (target > level)
                Cross(level, Math.BitIncrement(level), seconds);
            from = level;
        }

        At(target, seconds);
    }

    /// <summary>The nearest exit level between two prices, not counting the first; null when there is none.</summary>
    private double? NextLevel(double from, double to)
    {
        var nearest = exchange.Resting == 0 ? null : exchange.NearestLimit(from, to);
        if (engine.Ledger.LiquidationPrice is var liquidation && liquidation > from && liquidation <= to)
            nearest = Math.Min(nearest ?? liquidation, liquidation);
        foreach (var trade in engine.Ledger.OpenTrades)
        {
            ref readonly var plan = ref trade.Plan;
            var (start, end) = (from * trade.Sign, to * trade.Sign); // as the trade's plan has them
            if (plan.Floor < start && plan.Floor >= end && IsNearer(plan.Floor * trade.Sign))
                nearest = plan.Floor * trade.Sign;
            if (plan.Ceiling > start && plan.Ceiling <= end && IsNearer(plan.Ceiling * trade.Sign))
                nearest = plan.Ceiling * trade.Sign;
        }

        return nearest;

        bool IsNearer(double level) => from > to ? !(level <= nearest) : !(level >= nearest);
    }

    private void At(double price, long seconds)
    {
        route.Send(engine.Process(new Tick(seconds, price)));
        route.Execute(price, seconds);
    }

    private void Cross(double low, double high, long seconds)
    {
        if (exchange.Resting > 0)
            route.Tell(exchange.Cross(low, high, seconds));
    }
}

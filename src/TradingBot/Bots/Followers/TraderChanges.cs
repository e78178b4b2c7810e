using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Bots.Followers;

/// <summary>What a trader made of its last event, as events of the bot.</summary>
/// <param name="bot">What it trades where.</param>
/// <param name="trader">The trader.</param>
/// <param name="names">Learn the exchange's ids of orders.</param>
internal sealed class TraderChanges(BotProfile bot, Trader trader, OrderNames names)
{
    private readonly Timeframe _timeframe = new(bot.Period);
    private TrippedBreaker[] _tripped = [];
    private long _breakers;
    private long _closedCandles;
    private int _closedTrades;
    private Candle? _forming;

    private TradeLog Closed => trader.Engine.Ledger.Closed;

    /// <summary>From now on; earlier changes are not reported.</summary>
    public void Begin()
    {
        (_tripped, _breakers) = ([.. trader.Breakers.Tripped], trader.Breakers.Version);
        _closedTrades = Closed.Count;
        Seen();
    }

    /// <summary>False where the event has changed nothing that is reported.</summary>
    public bool IsThereAny(EngineEvent happened) =>
        happened is EngineEvent.BudgetChanged or EngineEvent.LookFailed or EngineEvent.ModeChanged
        || trader.Engine.ClosedCandles != _closedCandles
        || trader.Decided.Count > 0
        || trader.Commands.Count > 0
        || trader.Changes.Count > 0
        || trader.Outcomes.Count > 0
        || trader.Surprises.Count > 0
        || trader.Remarks.Count > 0
        || trader.Breakers.Version != _breakers
        || Closed.Count != _closedTrades;

    /// <summary>The event has been reported, or changed nothing.</summary>
    public void Seen() => (_forming, _closedCandles) = (trader.Engine.Forming, trader.Engine.ClosedCandles);

    /// <summary>The events, in the order in which a person wants to read them.</summary>
    /// <param name="happened">The trader's last event.</param>
    /// <param name="now">UTC, exchange time.</param>
    public List<BotEvent> Of(EngineEvent happened, DateTime now)
    {
        foreach (var change in trader.Changes)
            names.Learn(change.Attempt); // before anything is said of these orders
        return
        [
            .. Candles(happened, now),
            .. trader.Decided.Select(order => DecidedOf(in order, now)),
            .. trader.Changes.SelectMany(change => ChangesOf(change, now)),
            .. trader.Commands.OfType<OrderCommand.Cancel>()
                .Select(cancel => new BotEvent.CancelAsked(now, cancel.Id, cancel.ExchangeId)),
            .. Trades(now),
            .. trader.Surprises.Select(surprise => new BotEvent.Surprised(now, surprise)),
            .. trader.Remarks.Select(remark => new BotEvent.Remarked(now, remark)),
            .. Told(happened, now),
            .. Breakers(now),
        ];
    }

    /// <summary>
    /// The candles that the event has closed. The engine reports only their number: the first is the one that was
    /// forming, the others are those of a silence, without trades.
    /// </summary>
    private IEnumerable<BotEvent> Candles(EngineEvent happened, DateTime now)
    {
        var engine = trader.Engine;
        var count = engine.ClosedCandles - _closedCandles;
        var end = _timeframe.OpenOf((long)(happened.Time - DateTime.UnixEpoch).TotalSeconds);
        for (var left = count; left > 0; left--)
        {
            var flat = Candle.Flat(end - left * _timeframe.Seconds, engine.LastClose);
            var candle = happened is EngineEvent.CandleClosed closed ? closed.Candle
                : left == count && _forming is { } forming ? forming
                : flat;
            yield return new BotEvent.CandleClosed(now, BotCandle.Of(in candle), left == 1 ? Figures() : []);
        }
    }

    private BotFigure[] Figures() =>
    [
        .. trader.Engine.Figures.Select(figure => new BotFigure(figure.Name, figure.Read()))
            .Where(figure => double.IsFinite(figure.Value)),
    ];

    private static BotEvent.OrderDecided DecidedOf(in OrderRequest order, DateTime now) => new(
        now,
        order.Number,
        order.Purpose,
        order.Side,
        order.Volume,
        order.Intent.Price,
        order.Intent.Style,
        order.Intent.Reason);

    private static IEnumerable<BotEvent> ChangesOf(OrderChange change, DateTime now)
    {
        var attempt = change.Attempt;
        yield return new BotEvent.OrderChanged(now, BotOrder.Of(attempt));
        if (change.Execution is { } fill)
        {
            yield return new BotEvent.OrderFilled(
                now,
                attempt.Number,
                fill.Id,
                attempt.Intent.Side,
                fill.Volume,
                fill.Price,
                fill.Fee.Worth,
                fill.IsMaker)
            {
                FeeInKind = BotFeeInKind.Of(fill.Fee),
            };
        }
    }

    private IEnumerable<BotEvent> Trades(DateTime now)
    {
        foreach (var outcome in trader.Outcomes)
        {
            // Whatever ends an order has changed it.
            var attempt = trader.Changes.Last(change => change.Attempt.Number == outcome.Number).Attempt;
            var fill = outcome.Fill.Volume > 0 ? BotFill.Of(outcome.Fill) : null;
            yield return new BotEvent.OrderEnded(now, BotOrder.Of(attempt), fill, outcome.Rejection);
        }

        foreach (var outcome in trader.Outcomes)
        {
            if (trader.Engine.Ledger.Open.FirstOrDefault(open => open.OpenOrder == outcome.Number) is { } trade)
                yield return new BotEvent.TradeOpened(now, BotTrade.Of(trade, names));
        }

        for (; _closedTrades < Closed.Count; _closedTrades++)
            yield return new BotEvent.TradeClosed(now, BotClosedTrade.Of(Closed[_closedTrades], names));
    }

    private IEnumerable<BotEvent> Told(EngineEvent happened, DateTime now)
    {
        switch (happened)
        {
            case EngineEvent.ModeChanged e:
                yield return new BotEvent.ExchangeModeChanged(now, e.Mode);
                break;
            case EngineEvent.LookFailed e:
                yield return new BotEvent.OrderNotAsked(now, e.Id, e.Reason);
                break;
            case EngineEvent.BudgetChanged e:
                yield return new BotEvent.BudgetChanged(now, e.Id, e.Amount, trader.BudgetChange);
                break;
        }
    }

    private List<BotEvent> Breakers(DateTime now)
    {
        if (trader.Breakers.Version == _breakers)
            return [];
        var before = _tripped;
        (_tripped, _breakers) = ([.. trader.Breakers.Tripped], trader.Breakers.Version);
        List<BotEvent> events =
        [
            .. before.Except(_tripped).Select(breaker => new BotEvent.BreakerReset(now, breaker.Name)),
            .. _tripped.Except(before).Select(breaker =>
                new BotEvent.BreakerTripped(now, breaker.Name, breaker.Reason)),
        ];
        if (_tripped.Length == 0) // also after none was: an operator who says "resume" wants to hear it
            events.Add(new BotEvent.TradesResumed(now));
        return events;
    }
}

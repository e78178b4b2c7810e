using System.Diagnostics.Metrics;
using TradingBot.Bots.Followers;
using TradingBot.Core;

namespace TradingBot.Telemetry;

/// <summary>
/// All figures of one session, in one meter of its own. Records on the trading thread what has happened there; what
/// becomes of it is the exporter's. README.md lists the figures.
/// </summary>
internal sealed class SessionMeter : IBotFollower, IDisposable
{
    public const string Name = "TradingBot";

    private readonly MarketMeter _market;
    private readonly OrderMeter _orders;
    private readonly SessionGauges _gauges;

    public SessionMeter(BotSources sources)
    {
        _market = new MarketMeter(Meter);
        _orders = new OrderMeter(Meter);
        _gauges = new SessionGauges(Meter, sources);
        ProcessMeter.AddTo(Meter);
    }

    public Meter Meter { get; } = new(Name);

    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        _gauges.Take(now);
        foreach (var one in happened)
            Take(one, now);
        _orders.Look(now);
        _market.Look(now);
    }

    public void Dispose() => Meter.Dispose();

    private void Take(BotEvent happened, BotSnapshot now)
    {
        switch (happened)
        {
            case BotEvent.Began:
                _orders.Begin(now);
                _market.Begin(now);
                break;
            case BotEvent.Ended end:
                if (end.Reason is not null)
                    _orders.CountError("session_failed");
                break;
            case BotEvent.CandleClosed closed:
                _market.Take(closed);
                break;
            case BotEvent.Ticked ticked:
                _market.Take(ticked);
                break;
            case BotEvent.OrderChanged change:
                _orders.Take(change.Order);
                break;
            case BotEvent.OrderEnded { Fill: { } fill } end:
                _orders.Take(end.Order, fill);
                break;
            case BotEvent.TradeClosed closed:
                _orders.Take(closed.Trade);
                break;
            case BotEvent.LatencyMeasured latency:
                _orders.Take(latency);
                break;
            case BotEvent.Surprised:
                _orders.CountError("surprise");
                break;
            case BotEvent.OrderNotAsked:
                _orders.CountError("order_not_asked");
                break;
            case BotEvent.OrderDecided or BotEvent.OrderFilled or BotEvent.OrderEnded or BotEvent.CancelAsked:
            case BotEvent.TradeOpened or BotEvent.Remarked or BotEvent.BudgetChanged or BotEvent.ExchangeModeChanged:
            case BotEvent.BreakerTripped or BotEvent.BreakerReset or BotEvent.TradesResumed: // a gauge
                break;
            default:
                throw new InvariantViolatedException($"an event the meter does not know: {happened}");
        }
    }
}

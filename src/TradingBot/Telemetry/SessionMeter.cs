using System.Diagnostics.Metrics;
using TradingBot.Core.Engine;
using TradingBot.Hosting;

namespace TradingBot.Telemetry;

/// <summary>
/// All figures of one session, in one meter of its own. Records on the trading thread what has happened there; what
/// becomes of it is the exporter's. README.md lists the figures.
/// </summary>
internal sealed class SessionMeter : ISessionObserver, IDisposable
{
    public const string Name = "TradingBot";

    private readonly MarketMeter _market;
    private readonly OrderMeter _orders;
    private readonly SessionGauges _gauges;

    public SessionMeter(SessionView view)
    {
        Age = new FeedAge(view.Clock);
        _market = new MarketMeter(Meter, view.Trader.Engine, view.Bot.Poll);
        _orders = new OrderMeter(Meter, view.Trader, view.Times);
        _gauges = new SessionGauges(Meter, view, Age);
        ProcessMeter.AddTo(Meter);
    }

    public Meter Meter { get; } = new(Name);

    /// <summary>May be asked by any thread.</summary>
    public FeedAge Age { get; }

    public void Begin() => _gauges.Copy();

    public void Observe(EngineEvent happened)
    {
        Age.Observe(happened);
        _orders.Observe(happened);
        if (_market.Observe(happened))
            _gauges.Copy();
    }

    public void End(Exception? failure)
    {
        _gauges.Copy();
        if (failure is not null)
            _orders.CountError("session_failed");
    }

    public void Dispose() => Meter.Dispose();
}

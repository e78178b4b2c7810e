using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Feeds;
using TradingBot.Notifications;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Notifications;

/// <summary>
/// A session told step by step, with a follower that makes notices of it. It enters when a candle closes above its
/// open and leaves when one closes below.
/// </summary>
internal sealed class NoticedSession
{
    public static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    public static readonly StrategyDefinition UpAndDown = new(
        "up-and-down",
        "enters after a rise, leaves after a fall",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new Following());

    private readonly BotReporter _reporter;
    private readonly ExchangeTime _clock;
    private long _tradeId;
    private long _connections;

    public NoticedSession(bool isLive = false)
    {
        Trader = new Trader(
            Backtests.Setup(UpAndDown),
            new OrderRules(),
            new BreakerLimits { DataAge = null, PriceJump = null },
            new SessionStart(Start, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), null, null, []));
        _clock = new ExchangeTime(new ManualTime());
        _clock.Observe(Start);
        var sources = new BotSources(() => _clock.Now)
        {
            Connections = () => [new ConnectionStatus("public", IsConnected: true, _connections, 0, 0, 0, 0)],
        };
        var bot = FollowedTrader.Profile with { Mode = isLive ? TradingMode.Live : TradingMode.Paper };
        _reporter = FollowedTrader.Reporter(Trader, sources, bot, [new SessionNotices(bot, Notices.Add)]);
        _reporter.Begin();
    }

    public Trader Trader { get; }

    public List<Notice> Notices { get; } = [];

    public IEnumerable<string> Titles => Notices.Select(notice => notice.Title);

    public DateTime Now { get; private set; } = Start;

    public void Happen(EngineEvent happened)
    {
        if (happened.Time > Now)
            Now = happened.Time;
        _clock.Observe(Now);
        Trader.Process(happened);
        _reporter.Report(happened, default);
    }

    /// <summary>A candle from one price to the other, closed at its end; the order it led to.</summary>
    public OrderCommand.Submit? Candle(double open, double close)
    {
        var at = Now.AddTicks(-(Now.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        Happen(new EngineEvent.TradePrinted(new Trade(++_tradeId, at, open, 1, Side.Buy)));
        Happen(new EngineEvent.TradePrinted(new Trade(++_tradeId, at.AddSeconds(30), close, 1, Side.Buy)));
        Happen(new EngineEvent.Elapsed(at.AddMinutes(1)));
        return Trader.Commands.OfType<OrderCommand.Submit>().SingleOrDefault();
    }

    /// <summary>The exchange takes the order and fills it.</summary>
    public void Fill(OrderCommand.Submit submit, decimal price)
    {
        var (id, volume) = ($"OFIRST-{submit.Order.Number:00000}-ABCDEF", submit.Order.Volume);
        Happen(new EngineEvent.OrderAccepted(Now, submit.Id, id));
        var report = new OrderReport(
            id, ReportedStatus.Filled, volume, volume * price, Instrument.Money(volume * price * 0.0026m), Reason: null);
        Happen(new EngineEvent.OrderReported(Now.AddSeconds(1), submit.Id, report));
    }

    public void After(TimeSpan span) => Happen(new EngineEvent.TimerFired(Now + span));

    public void Reconnect(int times)
    {
        _connections += times;
        After(TimeSpan.FromSeconds(1));
    }

    public void End(Exception? failure = null) => _reporter.End(failure);

    private sealed class Following : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => candle.Close > candle.Open ? Signal.Enter("the candle rose")
            : candle.Close < candle.Open ? Signal.Leave("the candle fell")
            : Signal.None;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Hosting;
using TradingBot.Notifications;
using TradingBot.Reports;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Notifications;

/// <summary>
/// A session told step by step, with an observer that makes notices of it. It enters when a candle closes above its
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

    private readonly ManualTime _time = new();
    private readonly SocketCounters _socket;
    private readonly SessionObservers _observers;
    private readonly ExchangeTime _clock;
    private long _tradeId;

    public NoticedSession(bool isLive = false)
    {
        Trader = new Trader(
            Backtests.Setup(UpAndDown),
            new OrderRules(),
            new BreakerLimits { DataAge = null, PriceJump = null },
            new SessionStart(Start, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), null, null, []));
        _clock = new ExchangeTime(_time);
        _clock.Observe(Start);
        var exchange = Unconnected(_time);
        _socket = exchange.Connections[0].Counters;
        var view = ViewOf(Trader, _clock, exchange, isLive);
        var notices = new SessionNotices(view, Notices.Add);
        // The log learns the exchange's names of orders.
        _observers = new SessionObservers(
            [new SessionLog(view, NullLogger<SessionLog>.Instance), notices], NullLogger<SessionObservers>.Instance);
        _observers.Begin();
    }

    public Trader Trader { get; }

    public List<Notice> Notices { get; } = [];

    public IEnumerable<string> Titles => Notices.Select(notice => notice.Title);

    public DateTime Now { get; private set; } = Start;

    /// <summary>An exchange with one public connection, which nobody makes.</summary>
    public static IExchange Unconnected(TimeProvider time)
    {
        var sockets = new KrakenSockets(
            new KrakenAddresses(), speed: 1, new ExchangeEnvironment(time), NullLoggerFactory.Instance);
        sockets.Public(_ => { });
        return new TestKraken(new ScriptedHandler()) { Sockets = sockets }.Exchange;
    }

    public static SessionView ViewOf(Trader trader, ExchangeTime clock, IExchange exchange, bool isLive = false) => new()
    {
        Bot = TestBot.In("unused").Definition with
        {
            Mode = isLive ? TradingMode.Live : TradingMode.Paper,
            Venue = "kraken",
        },
        Instrument = Backtests.Bitcoin,
        BotName = "Localbot",
        Banner = "Trading XXBTZUSD on KRAKEN with up-and-down @ 1 minute period",
        Trader = trader,
        Queue = new EngineQueue(),
        Clock = clock,
        Exchange = exchange,
        Names = new OrderNames(),
        Past = default,
        Times = new LoopTimes(),
    };

    public void Happen(EngineEvent happened)
    {
        if (happened.Time > Now)
            Now = happened.Time;
        _clock.Observe(Now);
        Trader.Process(happened);
        _observers.Observe(happened);
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
        for (var i = 0; i < times; i++)
            _socket.CountConnection();
        After(TimeSpan.FromSeconds(1));
    }

    public void End(Exception? failure = null) => _observers.End(failure);

    private sealed class Following : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => candle.Close > candle.Open ? Signal.Enter("the candle rose")
            : candle.Close < candle.Open ? Signal.Leave("the candle fell")
            : Signal.None;
    }
}

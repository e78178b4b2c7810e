using TradingBot.Bots;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Storage;
using TradingBot.Tests.Bots;

namespace TradingBot.Tests.Storage;

/// <summary>
/// A bot that trades for hours of virtual time on a market that goes up and down, its journal written as the loop does:
/// a commit where something is to be sent, and one each second that has time for more.
/// </summary>
internal sealed class LongSession
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly StoredBot _bot;
    private readonly LoadedBot _loaded = TestBot.In("unused")
        .Following(StrategyCatalog.Find("sma-cross")!, ("fast", "2"), ("slow", "4"), ("take-profit", "0.5"))
        .With(definition => definition with { Period = 1, MaximumTrades = 1 }).Loaded;

    private BotDatabase? _database;
    private Trader? _trader;

    public LongSession(StoredBot bot, TimeSpan? keep = null) => (_bot, Keep) = (bot, keep);

    /// <summary>Of the next session; null: everything.</summary>
    public TimeSpan? Keep { get; set; }

    /// <summary>True: the exchange does not answer orders any more.</summary>
    public bool IsExchangeSilent { get; set; }

    /// <summary>After each commit.</summary>
    public Action Committed { get; set; } = () => { };

    public DateTime Now { get; private set; } = StoredBot.Time;

    public Trader Trader => _trader!;

    /// <summary>A process begins where the last one was killed.</summary>
    /// <param name="hasRetention">False: it is one of before there was any.</param>
    public void Begin(bool hasRetention = true)
    {
        _database = _bot.Open();
        var settings = new SessionSetup(_loaded.Definition, StoredBot.Facts, new OrderRules()).ToJson();
        var retention = hasRetention ? new Retention(new Timeframe(1), Keep) : null;
        var start = _database.Journal.Begin(Now, settings, retention);
        _trader = new Trader(_loaded.SetupOn(StoredBot.Facts), new OrderRules(), new BreakerLimits(), start);
        _database.Journal.Commit(_trader);
    }

    /// <summary>Trades; a trade and a timer every twenty seconds.</summary>
    public void Run(TimeSpan length)
    {
        for (var end = Now + length; Now < end; Now = Now.AddSeconds(20))
        {
            var second = (long)(Now - StoredBot.Time).TotalSeconds;
            var price = Math.Round(20_000 + 500 * Math.Sin(second / 300.0) + second % 7, 1);
            Deliver(new EngineEvent.TradePrinted(new Trade(second + 1, Now, price, 0.1, Side.Buy)));
            Deliver(new EngineEvent.TimerFired(Now.AddSeconds(1)));
        }
    }

    /// <summary>The process ends without a word.</summary>
    public void Kill()
    {
        _database!.Dispose();
        Now = Now.AddSeconds(30);
    }

    private void Deliver(EngineEvent happened)
    {
        _database!.Journal.Append(happened);
        _trader!.Process(happened);
        var commands = _trader.Commands.ToArray();
        var isToSend = commands.Length > 0 || _trader.Changes.Count > 0;
        if (isToSend || happened is EngineEvent.TimerFired)
        {
            _database.Journal.Commit(_trader, hasTime: !isToSend);
            Committed();
        }

        foreach (var submit in IsExchangeSilent ? [] : commands.OfType<OrderCommand.Submit>())
            Fill(submit, happened.Time);
    }

    private void Fill(OrderCommand.Submit submit, DateTime now)
    {
        var (number, order) = (submit.Order.Number, submit.Order);
        Deliver(new EngineEvent.OrderAccepted(now, submit.Id, $"O{number}"));
        var cost = order.Volume * order.Intent.Price;
        var fill = new Execution($"T{number}", order.Volume, order.Intent.Price, cost * 0.0026m, IsMaker: false);
        Deliver(new EngineEvent.OrderReported(now, submit.Id, new OrderReport(
            $"O{number}", ReportedStatus.Filled, order.Volume, cost, cost * 0.0026m, Reason: null, fill)));
    }
}

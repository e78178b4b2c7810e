using Microsoft.Data.Sqlite;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Storage;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Faults;

namespace TradingBot.Tests.Storage;

/// <summary>A bot's database in a directory of its own, and a trader that fills it.</summary>
internal sealed class StoredBot : IDisposable
{
    public static readonly DateTime Time = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    public static BotIdentity Identity { get; } = DiskJournal.IdentityOf(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Time);

    /// <summary>What an exchange said at the start: fees of 0.26 %.</summary>
    public static RunFacts Facts { get; } = new()
    {
        Instrument = Backtests.Bitcoin,
        CostFactor = RunFacts.CostFactorOf(FeeSchedule.Flat(0.0026m)),
        Cash = 100_000,
        TradeFrom = 0,
    };

    public TemporaryDirectory Here { get; } = TemporaryDirectory.InMemory();

    public string Path => Here["bot.db"];

    public BotDatabase Open() => BotDatabase.Open(Here.Path, Identity);

    /// <summary>Makes it, with what a life full of faults leaves in it.</summary>
    public void Live(int seed)
    {
        using var journal = new DiskJournal(Here.Path, FaultRun.BotOf(seed));
        new FaultRun(seed, Plant.None, journal).Run().Should().BeEmpty();
    }

    /// <summary>Makes it, with one committed session of some trades.</summary>
    /// <returns>How many events it has.</returns>
    public int LiveQuietly(int trades = 50)
    {
        using var database = Open();
        var trader = NewTrader(database.Journal.Begin(Time, "{}"));
        for (var i = 0; i < trades; i++)
            Take(database.Journal, trader, TradeAt(i));
        database.Journal.Commit(trader);
        database.Journal.End(Time.AddSeconds(trades));
        return trades;
    }

    /// <summary>
    /// Makes it, with sessions of a catalogue strategy on a market that goes up and down, each cut off by a crash.
    /// </summary>
    public void Trade(int sessions, ShortTerms? shortTerms = null)
    {
        // with shorts it is always in the market, and a session begins with what the one before bought or sold
        var (target, phase) = shortTerms is null ? ("0.5", 0.0) : ("0", 1.0);
        var bot = SmaCross(("take-profit", target)).With(definition => definition with { Short = shortTerms }).Loaded;
        for (var session = 0; session < sessions; session++)
        {
            using var database = Open();
            var journal = database.Journal;
            var settings = new SessionSetup(bot.Definition, Facts, new OrderRules());
            var start = journal.Begin(Time.AddMinutes(session * 60), settings.ToJson());
            var trader = new Trader(bot.SetupOn(Facts), new OrderRules(), new BreakerLimits(), start);
            journal.Commit(trader);
            for (var second = 0; second < 59 * 60; second += 20)
            {
                var now = start.Time.AddSeconds(second);
                var price = 20_000 + (500 * Math.Sin((second / 300.0) + (session * phase))) + (session * 10);
                Deliver(new EngineEvent.TradePrinted(new Trade(second, now, Math.Round(price, 1), 0.1, Side.Buy)));
                Deliver(new EngineEvent.TimerFired(now.AddSeconds(1)));
            }

            void Deliver(EngineEvent happened)
            {
                Take(journal, trader, happened);
                var commands = trader.Commands.ToArray();
                if (commands.Length > 0 || trader.Changes.Count > 0 || happened is EngineEvent.TimerFired)
                    journal.Commit(trader);
                foreach (var submit in commands.OfType<OrderCommand.Submit>())
                    Fill(submit, happened.Time);
            }

            void Fill(OrderCommand.Submit submit, DateTime now)
            {
                var (number, order) = (submit.Order.Number, submit.Order);
                Deliver(new EngineEvent.OrderAccepted(now, submit.Id, $"O{number}"));
                var cost = order.Volume * order.Intent.Price;
                var fill = new Execution($"T{number}", order.Volume, order.Intent.Price, cost * 0.0026m, IsMaker: false);
                Deliver(new EngineEvent.OrderReported(now, submit.Id, new OrderReport(
                    $"O{number}", ReportedStatus.Filled, order.Volume, cost, cost * 0.0026m, Reason: null, fill)));
            }
        }
    }

    /// <summary>Makes it, with a session in which the account turns out to be other than the bot's books.</summary>
    public void Audit()
    {
        var bot = SmaCross().Loaded;
        var rules = new OrderRules { AuditInterval = TimeSpan.FromSeconds(30) };
        using var database = Open();
        var journal = database.Journal;
        var settings = new SessionSetup(bot.Definition, Facts, rules).ToJson();
        var trader = new Trader(bot.SetupOn(Facts), rules, new BreakerLimits(), journal.Begin(Time, settings));
        journal.Commit(trader);
        for (var second = 1; second < 120; second++)
        {
            var (now, quote) = (Time.AddSeconds(second), second < 20 ? 5000 : 4993.5m);
            EngineEvent happened = trader.Question switch
            {
                AccountQuestion.Balances asked => new EngineEvent.AccountRead(now, asked.Number, 1, quote),
                AccountQuestion.Entries asked => new EngineEvent.AccountEntriesRead(
                    now, asked.Number, [new AccountEntry("L1", now, false, -0.5m, "withdrawal", null, null)]),
                _ => new EngineEvent.TimerFired(now),
            };
            Take(journal, trader, happened);
            journal.Commit(trader);
        }
    }

    /// <summary>Makes it; its process dies while an order is on its way.</summary>
    /// <returns>The order's id.</returns>
    public Guid BeginAnOrder()
    {
        using var database = Open();
        var trader = NewTrader(database.Journal.Begin(Time, "{}"));
        for (var i = 0; trader.Commands.Count == 0; i += 30)
            Take(database.Journal, trader, TradeAt(i));
        database.Journal.Commit(trader);
        return trader.Commands[0].Id;
    }

    private static TestBot SmaCross(params (string Name, string Value)[] exits) => TestBot.In("unused")
        .Following(StrategyCatalog.Find("sma-cross")!, [("fast", "2"), ("slow", "4"), .. exits])
        .With(definition => definition with { Period = 1, MaximumTrades = 1 });

    public static Trader NewTrader(SessionStart start) =>
        new(FaultRun.Setup, new OrderRules(), new BreakerLimits(), start);

    public static EngineEvent TradeAt(int second) =>
        new EngineEvent.TradePrinted(new Trade(second, Time.AddSeconds(second), 20_000 + second, 0.1, Side.Buy));

    public static void Take(Journal journal, Trader trader, EngineEvent happened)
    {
        journal.Append(happened);
        trader.Process(happened);
    }

    /// <summary>Runs SQL on the file, as someone with another program might.</summary>
    public void Tamper(string sql) => Query(sql);

    /// <summary>The first column of the first row.</summary>
    public object? Query(string sql)
    {
        using var connection = DatabaseFile.Open(Path, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Makes the tables what they were before the tenth version, which knows of checkpoints.</summary>
    public void ForgetCheckpoints()
    {
        Tamper("DROP TABLE checkpoints");
        Tamper("DROP TABLE candles");
    }

    /// <summary>Makes the tables what they were before the ninth version, which knows fees in other assets.</summary>
    public void ForgetFeesInKind()
    {
        ForgetCheckpoints();
        foreach (var table in new[] { "orders", "order_changes", "fills" })
            Tamper($"ALTER TABLE {table} DROP COLUMN fee_in_kind");
        Tamper("ALTER TABLE trades DROP COLUMN entry_fee_in_kind");
        Tamper("ALTER TABLE trades DROP COLUMN exit_fee_in_kind");
    }

    /// <summary>Makes the tables what they were before the version that knows of shorts, the fourth.</summary>
    public void ForgetShorts()
    {
        ForgetFeesInKind();
        Tamper("DELETE FROM event_kinds WHERE kind LIKE 'account%' OR kind = 'budget'");
        Tamper("ALTER TABLE orders DROP COLUMN refused");
        Tamper("ALTER TABLE trades DROP COLUMN side");
        Tamper("ALTER TABLE trades DROP COLUMN borrow_cost");
    }

    public void Dispose() => Here.Dispose();
}

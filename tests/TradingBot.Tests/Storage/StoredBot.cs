using Microsoft.Data.Sqlite;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Storage;
using TradingBot.Tests.Faults;

namespace TradingBot.Tests.Storage;

/// <summary>A bot's database in a directory of its own, and a trader that fills it.</summary>
internal sealed class StoredBot : IDisposable
{
    public static readonly DateTime Time = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    public static BotIdentity Identity { get; } = DiskJournal.IdentityOf(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Time);

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

    public void Dispose() => Here.Dispose();
}

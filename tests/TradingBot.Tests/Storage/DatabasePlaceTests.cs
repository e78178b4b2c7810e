using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Storage;

namespace TradingBot.Tests.Storage;

/// <summary>An open file that is deleted goes on taking commits; the bot must not.</summary>
public sealed class DatabasePlaceTests : IDisposable
{
    private readonly StoredBot _bot = new();

    public static TheoryData<string, string> Losses => new()
    {
        { "delete", "was deleted, moved or replaced" },
        { "rename", "was deleted, moved or replaced" },
        { "replace", "was deleted, moved or replaced" },
        { "move them all", "was deleted, moved or replaced" },
        { "delete -wal", "has lost its -wal file" },
        { "replace -wal", "has lost its -wal file" },
        { "empty -wal", "has lost what was in its -wal file" },
        { "empty", "was emptied" },
        { "delete .lock", "has lost its .lock file" },
        { "replace .lock", "has lost its .lock file" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_database_that_is_lost_under_a_running_bot_is_noticed_by_the_next_commit(string loss, string words)
    {
        using var database = _bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
        var submit = Order(database.Journal, trader);
        Lose(loss);

        StoredBot.Take(database.Journal, trader, new EngineEvent.TimerFired(StoredBot.Time.AddHours(1)));
        var refusal = database.Journal.Invoking(journal => journal.Commit(trader)).Should().Throw<UserError>().Which;

        refusal.Message.Should().StartWith(
            $"{_bot.Path}: the database {words} while the bot ran, so it ends; still open: order {submit.Id} to buy (");
        refusal.Message.Should().NotContain("\n");
        refusal.ExitCode.Should().Be(ExitCode.Failed);
    }

    [Fact]
    public void A_database_behind_a_link_is_the_same_bot()
    {
        _bot.Open().Dispose();
        var there = Directory.CreateDirectory(Path.Combine(_bot.Here.Path, "there"));
        var real = Path.Combine(there.FullName, Path.GetFileName(_bot.Path));
        File.Move(_bot.Path, real);
        File.CreateSymbolicLink(_bot.Path, real);

        using var database = _bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
        StoredBot.Take(database.Journal, trader, new EngineEvent.TimerFired(StoredBot.Time.AddHours(1)));
        database.Journal.Commit(trader);

        BotDatabase.LockOf(_bot.Path).Should().Be(BotDatabase.LockOf(real), "it cannot be run under two names");
    }

    [Fact]
    public void The_open_trades_are_named()
    {
        using var database = _bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
        var submit = Order(database.Journal, trader);
        var cost = submit.Order.Volume * 20_000;
        StoredBot.Take(database.Journal, trader, new EngineEvent.OrderReported(
            StoredBot.Time.AddHours(1),
            submit.Id,
            new OrderReport("O1", ReportedStatus.Filled, submit.Order.Volume, cost, 0.1m, Reason: null)));
        Lose("delete");

        database.Journal.Invoking(journal => journal.Commit(trader)).Should().Throw<UserError>()
            .WithMessage($"*; still open: long {submit.Order.Volume} XBT from 20000*");
    }

    [Fact]
    public void One_that_stays_where_it_is_troubles_nobody_also_when_others_read_it()
    {
        using var database = _bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
        for (var i = 0; i < 20; i++)
        {
            StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(i));
            database.Journal.Commit(trader);
            BotReader.Read(_bot.Path, reader => reader.IsRunning).Should().BeTrue();
        }
    }

    public void Dispose() => _bot.Dispose();

    private static OrderCommand.Submit Order(Journal journal, Trader trader)
    {
        for (var i = 0; !trader.Commands.OfType<OrderCommand.Submit>().Any(); i += 30)
            StoredBot.Take(journal, trader, StoredBot.TradeAt(i));
        journal.Commit(trader);
        return trader.Commands.OfType<OrderCommand.Submit>().Single();
    }

    private void Lose(string loss)
    {
        var held = BotDatabase.LockOf(_bot.Path);
        switch (loss)
        {
            case "delete":
                File.Delete(_bot.Path);
                break;
            case "rename":
                File.Move(_bot.Path, _bot.Path + ".old");
                break;
            case "replace":
                Replace(_bot.Path);
                break;
            case "replace -wal":
                Replace(_bot.Path + "-wal");
                break;
            case "move them all":
                Directory.CreateDirectory(_bot.Here.Path + "/away");
                foreach (var file in Directory.GetFiles(_bot.Here.Path))
                    File.Move(file, Path.Combine(_bot.Here.Path, "away", Path.GetFileName(file)));
                break;
            case "empty -wal":
                File.WriteAllBytes(_bot.Path + "-wal", []);
                break;
            case "empty":
                File.WriteAllBytes(_bot.Path, []);
                break;
            case "delete -wal":
                File.Delete(_bot.Path + "-wal");
                break;
            case "delete .lock":
                File.Delete(held);
                break;
            default:
                File.Delete(held);
                File.WriteAllText(held, "");
                break;
        }
    }

    private static void Replace(string path)
    {
        File.Copy(path, path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }
}

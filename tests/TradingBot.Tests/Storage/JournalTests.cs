using Microsoft.Data.Sqlite;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Tests.Data;

namespace TradingBot.Tests.Storage;

public sealed class JournalTests
{
    [Fact]
    public void What_cannot_be_read_by_the_process_that_runs_the_bot_is_one_line_too()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();

        database.Invoking(open => open.Read<int>(_ => throw new FormatException("no number")))
            .Should().Throw<UserError>().WithMessage($"{bot.Path}: damaged (no number); *");
    }

    [Fact]
    public void A_new_bot_begins_with_nothing()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();

        database.Journal.Begin(StoredBot.Time, "{}").Should().BeEquivalentTo(
            new SessionStart(StoredBot.Time, StoredBot.Identity.Id, Engine: null, Breakers: null, Orders: []));
    }

    [Fact]
    public void What_is_committed_is_there_when_the_file_is_opened_again_and_what_is_appended_only_is_not()
    {
        using var bot = new StoredBot();
        using (var database = bot.Open())
        {
            var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
            StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(1));
            StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(2));
            database.Journal.Commit(trader);
            StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(3));
        }

        Events(bot).Should().Equal(StoredBot.TradeAt(1), StoredBot.TradeAt(2));
    }

    [Fact]
    public void A_commit_without_news_stores_nothing()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
        StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(1));
        database.Journal.Commit(trader);
        var before = bot.Query("PRAGMA data_version");

        database.Journal.Commit(trader);

        database.Journal.Pending.Should().Be(0);
        bot.Query("PRAGMA data_version").Should().Be(before);
        Events(bot).Should().HaveCount(1);
    }

    [Fact]
    public void Sessions_are_numbered_and_a_session_that_was_not_ended_shows_it()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly(3);
        using (var database = bot.Open())
            database.Journal.Begin(StoredBot.Time.AddHours(1), "{\"a\":1}");

        var sessions = BotReader.Read(bot.Path, reader => reader.Sessions());

        sessions.Select(s => (s.Number, s.Started, s.Ended, s.Settings)).Should().Equal(
            (1, StoredBot.Time, StoredBot.Time.AddSeconds(3), "{}"),
            (2, StoredBot.Time.AddHours(1), null, "{\"a\":1}"));
    }

    [Fact]
    public void What_a_trader_finds_out_at_its_start_can_be_stored_before_the_first_event()
    {
        using var bot = new StoredBot();
        var order = bot.BeginAnOrder();
        using (var database = bot.Open())
            database.Journal.Commit(StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time.AddHours(1), "{}")));

        var attempt = BotReader.Read(bot.Path, reader => reader.Attempts()).Should().ContainSingle().Which;

        attempt.Id.Should().Be(order);
        attempt.State.Should().Be(OrderState.Unknown);
        attempt.Note.Should().Be("the program ended before the answer came");
    }

    [Fact]
    public void Tables_and_state_tell_the_same()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var bot = new StoredBot();
            bot.Live(seed);
            BotReader.Read(bot.Path, reader =>
            {
                var state = reader.State()!;
                var closed = reader.ClosedTrades();
                var held = state.Engine!.Held();
                var bought = closed.Sum(t => t.Entry.Volume) + state.Engine.Trades.Sum(t => t.Entry.Volume);
                reader.Balance()!.Cash.Should().Be(state.Engine.Cash);
                reader.Balance()!.Held.Should().Be(held);
                reader.Attempts().Where(a => a.Intent.Purpose == OrderPurpose.Open).Sum(a => a.Filled).Should().Be(bought);
                var paid = state.Engine.Trades.Sum(t => t.Entry.Cost + t.Entry.Fee.Cash + t.Entry.Fee.OtherWorth);
                (state.Engine.StartCash + closed.Sum(t => t.Profit) - paid + state.Engine.PaidInOthers)
                    .Should().Be(state.Engine.Cash);
                reader.Attempts().Should().OnlyContain(a => a.Executions.Sum(fill => fill.Volume) <= a.Filled);
                bot.Query("SELECT count(*) FROM trades WHERE close_order IS NULL").Should().Be((long)state.Engine.Trades.Count);
                return 0;
            });
        }
    }

    [Fact]
    public void A_change_of_an_order_is_stored_with_the_event_that_brought_it()
    {
        using var bot = new StoredBot();
        bot.Live(3);

        bot.Query("SELECT count(*) FROM order_changes c LEFT JOIN events e USING (sequence) WHERE e.time <> c.time").Should().Be(0L);
        bot.Query("SELECT count(*) FROM orders o WHERE state <> (SELECT state FROM order_changes c WHERE c.id = o.id ORDER BY number DESC LIMIT 1)")
            .Should().Be(0L);
        ((long)bot.Query("SELECT count(*) FROM order_changes")!).Should().BeGreaterThan(10);
    }

    [Theory]
    [InlineData("UPDATE bot SET mode = 'demo'")]
    [InlineData("UPDATE events SET payload = '[1,'")]
    [InlineData("UPDATE events SET kind = 'weather'")]
    [InlineData("UPDATE events SET time = 'noon'")]
    [InlineData("UPDATE orders SET state = 'Lost'")]
    [InlineData("UPDATE orders SET filled = x'00'")]
    [InlineData("UPDATE orders SET cost = '1,5'")]
    [InlineData("UPDATE orders SET volume = '-1'")]
    [InlineData("UPDATE orders SET fee = '1.2.3'")]
    [InlineData("UPDATE fills SET is_maker = 2")]
    [InlineData("UPDATE trades SET exit_price = ''")]
    [InlineData("UPDATE trades SET close_order = open_order")]
    [InlineData("DELETE FROM events")]
    public void The_tables_refuse_what_cannot_be(string sql)
    {
        using var bot = new StoredBot();
        bot.Live(3);

        var tampering = () => bot.Tamper(sql);

        tampering.Should().Throw<SqliteException>().Which.SqliteErrorCode.Should().Be(19); // SQLITE_CONSTRAINT
    }

    [Fact]
    public void An_amount_keeps_its_digits_also_a_negative_fee()
    {
        using var bot = new StoredBot();
        bot.Live(3);
        bot.Tamper("UPDATE orders SET fee = '-0.10', cost = '1200.00' WHERE number = 1");

        var attempt = BotReader.Read(bot.Path, reader => reader.Attempts()[0]);

        attempt.Fee!.Value.Worth.ToString().Should().Be("-0.10");
        attempt.Cost.ToString().Should().Be("1200.00");
    }

    [SmallDiskFact]
    public void A_full_disk_refuses_the_commit_in_one_line_and_nothing_stored_is_lost()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "1m");
        var committed = 0;
        using (var database = BotDatabase.Open(here.Store, StoredBot.Identity))
        {
            var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
            var filling = () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(i));
                    if (i % 100 != 99)
                        continue;
                    database.Journal.Commit(trader);
                    committed = i + 1;
                }
            };
            filling.Should().Throw<UserError>().WithMessage($"{here.Store}/bot.db: cannot be written: the disk is full")
                .Which.ExitCode.Should().Be(1);
        }

        committed.Should().BeGreaterThan(1000);
        BotReader.Read(Path.Combine(here.Store, "bot.db"), reader => reader.Events(1).Select(e => e.Decode()).ToList())
            .Should().Equal(Enumerable.Range(0, committed).Select(StoredBot.TradeAt));
    }

    private static List<EngineEvent> Events(StoredBot bot) =>
        BotReader.Read(bot.Path, reader => reader.Events(1).Select(stored => stored.Decode()).ToList());
}

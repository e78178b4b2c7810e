using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Storage;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Storage;

/// <summary>Old events go; what is left is replayed from the oldest checkpoint on, word for word.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Hour = LongSession.Hour;

    [Fact]
    public void Old_events_go_and_what_is_kept_is_decided_again_word_for_word()
    {
        using var bot = new StoredBot();
        using var whole = new StoredBot();
        foreach (var (stored, keep) in new[] { (bot, (TimeSpan?)Hour), (whole, null) })
        {
            var session = new LongSession(stored, keep);
            session.Begin();
            session.Run(5 * Hour);
            session.Kill();
        }

        var first = (long)bot.Query("SELECT min(sequence) FROM events")!;
        Age(bot).Should().BeGreaterThan(Hour).And.BeLessThan(Hour + TimeSpan.FromMinutes(6), "steps take time");
        Replayed(bot).Should().Match("identical: 1 session, * events, * decisions, "
            + "since 2026-11-20 1?:??:??: earlier events are not kept\n");
        var replay = BotReader.Read(bot.Path, reader =>
        {
            var replay = new Replay(reader, LoadedBot.Of);
            replay.Run().Should().BeNull();
            return replay;
        });
        replay.Events.Should().BeGreaterThan(Count(bot, "events") - 60, "it begins at the oldest checkpoint");
        var (events, decisions) = (Count(whole, "events"), Count(whole, "decisions"));
        Replayed(whole).Should().Be($"identical: 1 session, {events} events, {decisions} decisions\n");
        foreach (var table in new[] { "orders", "order_changes", "fills", "trades", "sessions", "balance", "state" })
            Rows(bot, table).Should().Be(Rows(whole, table), "only events and decisions are deleted");
        Rows(bot, "events").Should().Be(Rows(whole, "events", $"WHERE sequence >= {first}"));
        Rows(bot, "decisions").Should().Be(Rows(whole, "decisions", $"WHERE sequence >= {first}"));
    }

    [Fact]
    public void Between_any_two_commits_the_journal_opens_and_is_replayed()
    {
        using var bot = new StoredBot();
        var (commits, pruned) = (0, new HashSet<long>());
        var session = new LongSession(bot, Hour);
        session.Committed = () =>
        {
            if (session.Now < StoredBot.Time + 2 * Hour || ++commits % 5 > 0)
                return;
            pruned.Add((long)bot.Query("SELECT min(sequence) FROM events")!);
            BotReader.Read(bot.Path, reader => new Replay(reader, LoadedBot.Of).Run()).Should().BeNull();
        };
        session.Begin();
        session.Run(3.2 * Hour);
        session.Kill();

        commits.Should().BeGreaterThan(200);
        pruned.Count.Should().BeGreaterThan(20);
    }

    [Fact]
    public void A_process_that_is_killed_at_any_step_leaves_a_journal_that_goes_on()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, Hour);
        for (var i = 0; i < 40; i++)
        {
            session.Begin();
            session.Run(TimeSpan.FromMinutes(5 + i * 7 % 11) + TimeSpan.FromSeconds(20 * (i % 3)));
            session.Kill();
            Replayed(bot).Should().StartWith("identical: ");
        }

        Age(bot).Should().BeGreaterThan(Hour).And.BeLessThan(1.5 * Hour);
        Count(bot, "sessions").Should().Be(40);
        Count(bot, "trades").Should().BeGreaterThan(5);
        // What belongs to sessions that are gone goes with them.
        Count(bot, "checkpoints").Should().BeLessThan(45);
        bot.Query("SELECT min(session) FROM candles").Should().Be(bot.Query("SELECT min(session) FROM checkpoints"));
        Shell.Run(["status", bot.Path]).Output.Should().Match(
            "*\nevents      kept since 2026-11-20 ??:??:??; orders and trades are all kept\n*");
        Shell.Run(["orders", bot.Path]).Output.Should().Contain("     1   1  2026-11-20 12:");
    }

    [Fact]
    public void A_step_deletes_a_bounded_number_of_rows_however_much_there_is_to_delete()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot);
        session.Begin();
        session.Run(12 * Hour);
        session.Kill();
        var (before, steps, longest, atOnce) = (Size(bot), 0, 0L, 0L);
        session.Keep = Hour;
        session.Committed = () =>
        {
            var now = Size(bot);
            var (events, others) = (now.First - before.First, before.Others - now.Others);
            steps += events > 0 ? 1 : 0;
            (longest, atOnce) = (Math.Max(longest, events), Math.Max(atOnce, others));
            (events == 0 || others <= 0).Should().BeTrue("it is one thing a step");
            before = now;
        };
        session.Begin();
        session.Run(3 * Hour);
        session.Kill();

        Compaction.MostEvents.Should().Be(500);
        longest.Should().Be(Compaction.MostEvents);
        steps.Should().BeGreaterThan(8);
        atOnce.Should().BeInRange(2, 2 * Compaction.MostRows);
        Replayed(bot).Should().Contain(", since ");

        static (long First, long Others) Size(StoredBot bot) => (
            (long)bot.Query("SELECT min(sequence) FROM events")!, Count(bot, "checkpoints") + Count(bot, "candles"));
    }

    [Fact]
    public void A_commit_that_has_something_to_send_deletes_nothing()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, Hour);
        session.Begin();
        session.Run(3 * Hour);
        var before = Tidied(bot);
        var sent = 0;
        session.Committed = () =>
        {
            var now = Tidied(bot);
            if (session.Trader.Commands.Count > 0 || session.Trader.Changes.Count > 0)
            {
                now.Should().Be(before);
                sent++;
            }

            before = now;
        };
        session.Run(2 * Hour);
        session.Kill();

        sent.Should().BeGreaterThan(10);

        static (object?, object?) Tidied(StoredBot bot) => (
            bot.Query("SELECT min(sequence) FROM events"), bot.Query("SELECT max(sequence) FROM checkpoints"));
    }

    [Fact]
    public void While_an_order_is_on_its_way_no_checkpoint_is_made_and_what_leads_to_it_is_kept()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, Hour) { IsExchangeSilent = true };
        session.Begin();
        session.Run(4 * Hour);
        session.Kill();

        bot.Query("SELECT max(sequence) FROM checkpoints WHERE json IS NOT NULL").Should().BeOfType<long>();
        bot.Query("SELECT max(c.sequence) < min(o.sequence) FROM checkpoints c, order_changes o").Should().Be(1L);
        Replayed(bot).Should().StartWith("identical: 1 session");
    }

    [Fact]
    public void Without_an_age_everything_is_kept_and_checkpoints_are_made_all_the_same()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot);
        session.Begin();
        session.Run(10 * Hour);
        session.Kill();

        bot.Query("SELECT min(sequence) FROM events").Should().Be(1L);
        Count(bot, "checkpoints").Should().BeInRange(9, 11, "a shorter age may be wanted later: one an hour");
        Shell.Run(["status", bot.Path]).Output.Should().NotContain("kept since");
    }

    [Fact]
    public void Pages_that_are_freed_are_used_again()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, Hour);
        session.Begin();
        session.Run(3 * Hour);
        var before = (long)bot.Query("PRAGMA page_count")!;
        session.Run(9 * Hour);
        session.Kill();

        Count(bot, "orders").Should().BeGreaterThan(40);
        // Twelve hours of events would take four times as much; orders and trades are kept.
        ((double)(long)bot.Query("PRAGMA page_count")!).Should().BeLessThan(before * 2);
    }

    [Fact]
    public void Where_events_are_missing_and_no_checkpoint_follows_it_says_so()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        bot.Tamper("DELETE FROM decisions WHERE sequence < 40");
        bot.Tamper("DELETE FROM events WHERE sequence < 40");

        var (exitCode, output, errors) = Shell.Run(["replay", bot.Path]);

        (exitCode, output).Should().Be((1, ""));
        errors.Should().StartWith(
            $"{bot.Path}: damaged (events before 40 are not kept, and no checkpoint says how the bot stood then); ");
    }

    [Theory]
    [InlineData("UPDATE checkpoints SET session = 99", "no session has the events from * to *")]
    [InlineData("DELETE FROM decisions; DELETE FROM events", "a checkpoint follows event *, and no event is stored")]
    public void A_replay_that_would_compare_nothing_finds_damage(string tampering, string expected)
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, Hour);
        session.Begin();
        session.Run(3 * Hour);
        session.Kill();
        bot.Tamper($"PRAGMA foreign_keys = OFF; {tampering}");

        var (exitCode, output, errors) = Shell.Run(["replay", bot.Path]);

        (exitCode, output).Should().Be((1, ""));
        errors.Should().Match($"{bot.Path}: damaged ({expected}); restore a copy of it, *\n");
    }

    [Theory]
    [InlineData("UPDATE checkpoints SET json = '{}' WHERE json IS NOT NULL", "*: damaged (its state cannot be read: *")]
    [InlineData("UPDATE candles SET json = '[[1,2]]'", "*: damaged (the candles of a session cannot be read: *")]
    [InlineData(
        "UPDATE candles SET json = '[[9999999999999,1,2,3,4,5,6]]'",
        "*: damaged (the candles of a session cannot be read: *")]
    [InlineData(
        "UPDATE candles SET json = '[[1e99,1,2,3,4,5,6]]'", "*: damaged (the candles of a session cannot be read: *")]
    [InlineData("DELETE FROM candles WHERE json LIKE '%[1%'", "*: damaged (a checkpoint needs *")]
    public void A_damaged_checkpoint_is_one_line(string sql, string message)
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, Hour);
        session.Begin();
        session.Run(3 * Hour);
        session.Kill();
        bot.Tamper(sql);

        var run = Shell.Run(["replay", bot.Path]);

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Match(message);
        run.Errors.Trim().Should().NotContain("\n");
    }

    [Fact]
    public void A_step_between_checkpoints_is_a_part_of_what_is_kept_and_an_hour_at_most()
    {
        Interval(TimeSpan.FromDays(3)).Should().Be(Hour);
        Interval(null).Should().Be(Hour);
        Interval(TimeSpan.FromHours(12)).Should().Be(TimeSpan.FromMinutes(30));

        static TimeSpan Interval(TimeSpan? keep) => new Retention(new Timeframe(1), keep).Interval;
    }

    private static string Replayed(StoredBot bot) => Shell.Run(["replay", bot.Path]).Output;

    private static long Count(StoredBot bot, string table) => (long)bot.Query($"SELECT count(*) FROM {table}")!;

    private static TimeSpan Age(StoredBot bot) =>
        TimeSpan.FromTicks((long)bot.Query("SELECT max(time) - min(time) FROM events")!);

    /// <summary>All of a table, in one text.</summary>
    private static string Rows(StoredBot bot, string table, string where = "")
    {
        using var connection = DatabaseFile.Open(bot.Path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} {where}";
        using var row = command.ExecuteReader();
        var text = new System.Text.StringBuilder();
        while (row.Read())
        {
            for (var i = 0; i < row.FieldCount; i++)
                text.Append(CultureInfo.InvariantCulture, $"{row.GetValue(i)}|");
            text.AppendLine();
        }

        return text.ToString();
    }
}

using System.IO.Compression;
using Microsoft.Data.Sqlite;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Storage;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Storage;

/// <summary>
/// Journals of sessions on the offline Kraken, written by the program of 29 November 2026 (b004341): what a later one
/// makes of the same events must be the same, word for word.
/// </summary>
public sealed class EarlierJournalTests
{
    [Theory]
    [InlineData("live-limit", "identical: 2 sessions, 5428 events, 122 decisions\n")]
    [InlineData("paper-shorts", "identical: 1 session, 4892 events, 9 decisions\n")]
    public void A_journal_of_an_earlier_program_is_replayed(string name, string expected)
    {
        using var folder = new TemporaryDirectory();

        Shell.Run(["replay", Unpacked(name, folder)]).Output.Should().Be(expected);
    }

    [Theory]
    [InlineData("live-limit", "0 1|*|*", "identical: 2 sessions, 5428 events, 122 decisions\n")]
    [InlineData("paper-shorts", "0 1|*", "identical: 1 session, 4892 events, 9 decisions\n")]
    public void A_journal_that_is_brought_up_to_date_is_replayed_as_before_and_each_session_is_a_checkpoint(
        string name, string checkpoints, string expected)
    {
        using var folder = new TemporaryDirectory();
        var path = Unpacked(name, folder);
        var bot = BotReader.Read(path, reader => reader.Identity);
        var orders = Shell.Run(["orders", path]).Output;

        BotDatabase.Open(folder.Path, bot with { Name = name }).Dispose();

        Query(path, "PRAGMA user_version").Should().Be((long)Schema.Version).And.Be(10L);
        Query(path, "SELECT group_concat(sequence || ' ' || session, '|') || '|' FROM checkpoints")
            .Should().BeOfType<string>().Which.Should().Match(checkpoints);
        Query(path, "SELECT count(*) FROM checkpoints").Should().Be(Query(path, "SELECT count(*) FROM sessions"));
        Query(path, "SELECT count(*) FROM order_changes WHERE sequence NOT IN (SELECT sequence FROM events)")
            .Should().Be(0L);
        Shell.Run(["replay", path]).Output.Should().Be(expected);
        Shell.Run(["orders", path]).Output.Should().Be(orders);
    }

    /// <summary>In such a session there is no other place to begin at than its start.</summary>
    [Fact]
    public void Of_a_journal_of_an_earlier_program_whole_sessions_go()
    {
        using var folder = new TemporaryDirectory();
        var path = Unpacked("live-limit", folder);
        var bot = BotReader.Read(path, reader => reader.Identity) with { Name = "live-limit" };
        var last = BotReader.Read(path, reader => reader.LastEvent()!.Value);
        var second = BotReader.Read(path, reader => reader.Events(2).First().Sequence);
        using (var database = BotDatabase.Open(folder.Path, bot))
        {
            // The second session began less than a day before this, the first one more.
            var age = BotReader.Read(path, reader => last.Time - reader.Sessions()[1].Started);
            var retention = new Retention(new Timeframe(1), age);
            var trader = StoredBot.NewTrader(database.Journal.Begin(last.Time, "{}", retention));
            for (var i = 1; i < 40; i++)
            {
                database.Journal.Append(new EngineEvent.TimerFired(last.Time.AddSeconds(i)));
                database.Journal.Commit(trader, hasTime: true);
            }
        }

        Query(path, "SELECT min(sequence) FROM events").Should().Be(second - 1);
        // That session's settings are not those of a trader.
        Shell.Run(["replay", path]).Errors.Should().StartWith("session 3: ");
        Query(path, "DELETE FROM decisions WHERE sequence IN (SELECT sequence FROM events WHERE session = 3)");
        Query(path, "UPDATE state SET sequence = NULL");
        Query(path, "DELETE FROM events WHERE session = 3");
        Shell.Run(["replay", path]).Output.Should().Match(
            "identical: 1 session, * events, * decisions, since 2026-*: earlier events are not kept\n");
    }

    private static string Unpacked(string name, TemporaryDirectory folder)
    {
        var path = Path.Combine(folder.Path, name + ".db");
        using var stored = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden/journals", name + ".db.gz"));
        using var database = new GZipStream(stored, CompressionMode.Decompress);
        using var file = File.Create(path);
        database.CopyTo(file);
        return path;
    }

    private static object? Query(string path, string sql)
    {
        using var connection = DatabaseFile.Open(path, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

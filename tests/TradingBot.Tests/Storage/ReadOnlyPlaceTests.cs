using TradingBot.Tests.Cli;
using TradingBot.Tests.Data;

namespace TradingBot.Tests.Storage;

/// <summary>A bot's database where nothing can be written beside it: a copy on a read-only disk.</summary>
public sealed class ReadOnlyPlaceTests
{
    [SmallDiskFact]
    public void A_bot_s_database_on_a_read_only_disk_can_be_read()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        using var disk = CopiedTo("what? 100%25 #1", bot, out var copy, "bot.db");

        foreach (var command in new[] { "status", "ledger", "orders", "replay" })
        {
            var (exitCode, output, errors) = Shell.Run([command, copy]);

            (exitCode, errors).Should().Be((0, ""), command);
            if (command != "status") // it says how long ago the last event was
                output.Should().Be(Shell.Run([command, bot.Path]).Output);
        }
    }

    [SmallDiskFact]
    public void An_empty_log_beside_it_is_no_obstacle()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        bot.Here.Write("bot.db-wal", "");
        using var disk = CopiedTo("disk", bot, out var copy, "bot.db", "bot.db-wal");

        Shell.Run(["replay", copy]).Output.Should().StartWith("identical: 1 session");
    }

    [SmallDiskFact]
    public void What_a_killed_bot_left_in_its_log_cannot_be_read_there_and_the_message_says_what_to_do()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
        database.Journal.Commit(trader);
        using var disk = CopiedTo("disk", bot, out var copy, "bot.db", "bot.db-wal");

        var (exitCode, output, errors) = Shell.Run(["status", copy]);

        (exitCode, output).Should().Be((1, ""));
        errors.Should().Be($"{copy}: its last commits are in its -wal file; "
            + "copy both to a directory that can be written\n");
    }

    /// <summary>Copies the bot's files to a disk that is read-only from then on.</summary>
    private static SmallDisk CopiedTo(string directory, StoredBot bot, out string copy, params string[] files)
    {
        var place = Directory.CreateDirectory(bot.Here[directory]).FullName;
        var disk = SmallDisk.TryMount(place, "8m")!;
        foreach (var file in files)
            File.Copy(bot.Here[file], Path.Combine(place, file));
        disk.MakeReadOnly().Should().BeTrue();
        copy = Path.Combine(place, "bot.db");
        return disk;
    }
}

using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Tests.Data;

namespace TradingBot.Tests.Storage;

public sealed class BotDatabaseTests
{
    private const string Advice = "restore a copy of it, or move it away to begin a new bot, which will not know what this one has bought";

    [Fact]
    public void The_first_identity_stays()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();

        using var database = BotDatabase.Open(
            bot.Here.Path, StoredBot.Identity with { Id = Guid.NewGuid(), Created = StoredBot.Time.AddDays(1) });

        database.Identity.Should().Be(StoredBot.Identity);
    }

    [Fact]
    public void Every_new_bot_has_an_id_of_its_own() =>
        (NewIdentity().Id == NewIdentity().Id).Should().BeFalse();

    [Fact]
    public void A_bot_of_another_kind_is_refused_in_one_line()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();

        Refusal(bot, StoredBot.Identity with { Mode = "live" }).Message.Should().Be(
            $"{bot.Path}: this bot's mode is paper, not live; use another name for another bot");
        Refusal(bot, StoredBot.Identity with { Pair = "ETHUSD" }).Message.Should().Be(
            $"{bot.Path}: this bot's pair is XBTUSD, not ETHUSD; use another name for another bot");
        Refusal(bot, StoredBot.Identity with { Exchange = "kraken" }).ExitCode.Should().Be(2);
        bot.Open().Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../bot")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("new\nline")]
    public void A_name_that_is_no_file_name_is_refused(string name)
    {
        using var bot = new StoredBot();

        Refusal(bot, StoredBot.Identity with { Name = name }).Message.Should().Be(
            $"'{name}' is not a name for a bot; use letters, digits, '.', '-' and '_'");
    }

    [Fact]
    public void A_second_bot_on_the_database_is_refused_while_the_first_is_open_and_not_after()
    {
        using var bot = new StoredBot();
        using (bot.Open())
        {
            var refusal = Refusal(bot, StoredBot.Identity);
            refusal.Message.Should().Be(
                $"{bot.Path}: a bot is running on it; stop that one first, or use another name");
            refusal.ExitCode.Should().Be(1);
            BotReader.Read(bot.Path, reader => reader.IsRunning).Should().BeTrue();
        }

        BotReader.Read(bot.Path, reader => reader.IsRunning).Should().BeFalse();
        bot.Open().Dispose();
    }

    [LinuxFact]
    public void A_lock_ends_with_the_process_that_held_it_also_by_kill_9()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();
        using var holder = Process.Start(new ProcessStartInfo(
            "flock", ["--no-fork", BotDatabase.LockOf(bot.Path), "sh", "-c", "echo held; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        holder.StandardOutput.ReadLine().Should().Be("held");
        Refusal(bot, StoredBot.Identity).Message.Should().Contain("a bot is running on it");

        holder.Kill();
        holder.WaitForExit();

        bot.Open().Dispose();
    }

    [Fact]
    public void It_can_be_read_while_a_bot_writes_to_it_and_shows_one_moment()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));

        BotReader.Read(bot.Path, reader =>
        {
            StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(1));
            database.Journal.Commit(trader);
            return reader.LastEvent();
        }).Should().BeNull("it was opened before");
        BotReader.Read(bot.Path, reader => reader.LastEvent()!.Value.Decode()).Should().Be(StoredBot.TradeAt(1));
    }

    [Fact]
    public void A_file_that_is_no_database_or_not_ours_is_refused()
    {
        using var bot = new StoredBot();
        File.WriteAllText(bot.Path, new string('x', 5000));
        RefusalToBoth(bot).Should().Be($"{bot.Path}: damaged (file is not a database); {Advice}");

        File.WriteAllText(bot.Path, "");
        RefusalToBoth(bot).Should().Be($"{bot.Path}: damaged (the file is empty); {Advice}");

        File.Delete(bot.Path);
        bot.Open().Dispose();
        bot.Tamper("PRAGMA application_id = 7");
        RefusalToBoth(bot).Should().Be($"{bot.Path}: is not the database of a bot");
    }

    [Fact]
    public void A_bot_of_version_1_goes_on_and_learns_of_cancels_and_books()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();
        bot.Tamper("DELETE FROM event_kinds WHERE kind IN ('cancel', 'book')");
        bot.ForgetShorts();
        bot.Tamper("PRAGMA user_version = 1");

        bot.Open().Dispose();

        bot.Query("SELECT count(*) FROM event_kinds WHERE kind IN ('cancel', 'book')").Should().Be(2L);
        bot.Query("PRAGMA user_version").Should().Be((long)Schema.Version);
    }

    [Fact]
    public void A_later_version_is_refused()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();
        bot.Tamper("PRAGMA user_version = 99");

        RefusalToBoth(bot).Should().Be($"{bot.Path}: was written by a later TradingBot (version 99, not {Schema.Version}): use that one");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_file_that_was_cut_off_is_refused(double part)
    {
        using var bot = new StoredBot();
        bot.LiveQuietly(2000);
        using (var file = File.OpenWrite(bot.Path))
            file.SetLength((long)(file.Length * part));

        var refusal = Refusal(bot, StoredBot.Identity);

        refusal.Message.Should().Match($"{bot.Path}: damaged (*); {Advice}").And.NotContain("\n");
        refusal.ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_file_with_a_broken_page_is_refused()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly(2000);
        using (var file = File.OpenWrite(bot.Path))
        {
            file.Position = file.Length / 4096 / 2 * 4096;
            file.Write(new byte[4096]);
        }

        Refusal(bot, StoredBot.Identity).Message.Should().Match($"{bot.Path}: damaged (*); {Advice}");
    }

    [Theory]
    [InlineData("UPDATE state SET json = json_set(json, '$.time', '0001-01-01T00:00:00Z')", "*its time is 0001*")]
    [InlineData("UPDATE state SET json = json_set(json, '$.orders', json('[null]'))", "*an order in it is null*")]
    [InlineData("PRAGMA user_version = -1", "its version is -1")]
    [InlineData("PRAGMA user_version = 5", "its tables are not those of version 5: *")]
    public void One_in_which_somebody_has_written_is_refused_in_one_line(string sql, string words)
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();
        bot.Tamper(sql);

        var begin = () =>
        {
            using var database = bot.Open();
            database.Journal.Begin(StoredBot.Time, "{}");
        };

        begin.Should().Throw<UserError>().WithMessage($"{bot.Path}: damaged ({words}); {Advice}")
            .Which.Message.Should().NotContain("\n");
    }

    [Fact]
    public void A_making_that_was_cut_off_leaves_no_trace()
    {
        using var bot = new StoredBot();
        File.WriteAllText(bot.Path + ".new", "half");

        bot.LiveQuietly(3).Should().Be(3);

        Directory.GetFiles(bot.Here.Path).Select(Path.GetFileName).Should().BeEquivalentTo("bot.db", "bot.lock");
    }

    [Fact]
    public void A_place_that_cannot_be_a_directory_is_one_line()
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("file", "");

        var opening = () => BotDatabase.Open(Path.Combine(file, "bots"), StoredBot.Identity);

        opening.Should().Throw<UserError>().WithMessage($"{file}/bots/bot.db: cannot be opened: *")
            .Which.ExitCode.Should().Be(1);
    }

    [SmallDiskFact]
    public void A_disk_without_room_for_a_new_bot_is_one_line_and_leaves_none()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "32k");

        var opening = () => BotDatabase.Open(here.Store, StoredBot.Identity);

        opening.Should().Throw<UserError>().WithMessage($"{here.Store}/bot.db: cannot be written: the disk is full");
        File.Exists(Path.Combine(here.Store, "bot.db")).Should().BeFalse();
    }

    [LinuxFact]
    public void Only_the_owner_may_read_it()
    {
        using var bot = new StoredBot();
        using var database = BotDatabase.Open(bot.Here["bots"], StoredBot.Identity);
        database.Journal.Begin(StoredBot.Time, "{}");

        var files = Directory.GetFiles(bot.Here["bots"]);

        files.Select(Path.GetFileName).Should().BeEquivalentTo("bot.db", "bot.db-wal", "bot.db-shm", "bot.lock");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        files.Select(file => new FileInfo(file).UnixFileMode).Should().OnlyContain(mode => mode == owner);
        new FileInfo(bot.Here["bots"]).UnixFileMode.Should().Be(owner | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_commit_waits_for_the_disk()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();
        using var connection = DatabaseFile.Open(bot.Path, SqliteOpenMode.ReadWrite);
        DatabaseFile.Migrate(connection, bot.Path);
        using var command = connection.CreateCommand();

        command.CommandText = "PRAGMA synchronous";
        command.ExecuteScalar().Should().Be(2L, "that is FULL");
        command.CommandText = "PRAGMA journal_mode";
        command.ExecuteScalar().Should().Be("wal");
        command.CommandText = "PRAGMA foreign_keys";
        command.ExecuteScalar().Should().Be(1L);
    }

    private static BotIdentity NewIdentity() => new()
    {
        Name = "a",
        Mode = "paper",
        Exchange = "e",
        Pair = "p",
        Base = "b",
        Quote = "q",
        Created = StoredBot.Time,
    };

    private static UserError Refusal(StoredBot bot, BotIdentity identity)
    {
        var opening = () => BotDatabase.Open(bot.Here.Path, identity);
        return opening.Should().Throw<UserError>().Which;
    }

    /// <summary>The same words for a bot and for a reader.</summary>
    private static string RefusalToBoth(StoredBot bot)
    {
        var reading = () => BotReader.Read(bot.Path, reader => reader.Sessions());
        var message = reading.Should().Throw<UserError>().Which.Message;
        Refusal(bot, StoredBot.Identity).Message.Should().Be(message);
        return message;
    }
}

using Microsoft.Extensions.Logging;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Connections;
using TradingBot.Storage;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Simulators;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Hosting;

/// <summary>A journal that has kept every event so far, as those of earlier versions have.</summary>
public sealed class PrunedJournalTests
{
    private const int DaysStored = 5;
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30); // ends a test that hangs, decides nothing

    [Theory]
    [InlineData(3.0, "3 days")]
    [InlineData(0.5, "12 hours")]
    public async Task The_first_start_that_deletes_events_says_which_and_what_is_kept(double keepDays, string kept)
    {
        var (line, first) = await StartAsync(TimeSpan.FromDays(keepDays));

        line.Should().Be(FormattableString.Invariant(
            $"The journal has every event since {first:yyyy-MM-dd HH:mm}. From now on those older than {kept} are ")
            + "deleted (--keep-events); orders, trades and balances are kept for ever");
    }

    [Fact]
    public async Task A_start_that_deletes_nothing_does_not_speak_of_it()
    {
        (await StartAsync(keep: null)).Line.Should().BeNull("all is kept");
        (await StartAsync(TimeSpan.FromDays(DaysStored + 1))).Line.Should().BeNull("nothing is so old");
        (await StartAsync(TimeSpan.FromDays(3), "DELETE FROM events WHERE sequence = 1")).Line
            .Should().BeNull("it was said when the first was deleted");
    }

    /// <returns>What the start says of the journal, and when its first event was.</returns>
    private static async Task<(string? Line, DateTime First)> StartAsync(TimeSpan? keep, string? tampering = null)
    {
        await using var rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        using var here = new TemporaryDirectory();
        var bot = TestBot.In(here.Path).Placed(place => place with { KeepEvents = keep });
        var first = rig.Time.GetUtcNow().UtcDateTime.AddDays(-DaysStored);
        Store(bot, first);
        if (tampering is not null)
            Tamper(bot, tampering);
        using var said = new FirstLine("The journal");
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(said));
        await using var exchange = OfflineExchange.Connect(rig.Kraken, rig.Time, here.Path, logs);
        var host = new BotHost(exchange, RealNetwork.With(rig.Time), logs);

        await using var prepared = await new BotBuilder(bot.Loaded, bot.Environment, host)
            .PrepareAsync(CancellationToken.None).WaitAsync(Guard);

        return (said.Seen.IsCompleted ? await said.Seen : null, first);
    }

    private static void Store(TestBot bot, DateTime time)
    {
        var name = bot.Loaded.NameOn("XBTUSD");
        var identity = HoldingBot.Identity(name, bot.Definition.Venue, time) with { Mode = "paper" };
        using var database = BotDatabase.Open(bot.Environment.StorageDirectory, identity);
        var trader = StoredBot.NewTrader(database.Journal.Begin(time, "{}"));
        for (var i = 0; i < 2; i++)
        {
            var trade = new Trade(i + 1, time.AddSeconds(i), 20_000, 0.1, Side.Buy);
            StoredBot.Take(database.Journal, trader, new EngineEvent.TradePrinted(trade));
        }

        database.Journal.Commit(trader);
        database.Journal.End(time);
    }

    private static void Tamper(TestBot bot, string sql)
    {
        var path = BotDatabase.PathOf(bot.Environment.StorageDirectory, bot.Loaded.NameOn("XBTUSD"));
        using var connection = DatabaseFile.Open(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA foreign_keys = OFF; {sql}";
        command.ExecuteNonQuery();
    }
}

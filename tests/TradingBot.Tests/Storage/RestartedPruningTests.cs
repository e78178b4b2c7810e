using TradingBot.Storage;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Storage;

public sealed class RestartedPruningTests
{
    [Fact]
    public void After_a_restart_pruning_goes_on_where_it_was_and_not_at_the_first_event_of_all()
    {
        using var bot = new StoredBot();
        var session = new LongSession(bot, 2 * LongSession.Hour);
        session.Begin();
        session.Run(14 * LongSession.Hour);
        session.Kill();
        var before = First();
        before.Should().BeGreaterThan(5 * Compaction.MostEvents, "steps over what is gone would take minutes");
        session.Keep = LongSession.Hour;
        session.Begin();

        session.Run(TimeSpan.FromMinutes(1.5));
        session.Kill();

        First().Should().BeGreaterThan(before);
        Shell.Run(["replay", bot.Path]).Output.Should().Contain(", since ");

        long First() => (long)bot.Query("SELECT min(sequence) FROM events")!;
    }
}

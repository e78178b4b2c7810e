using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Simulators;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Hosting;

/// <summary>A live session that is begun on an old copy of its bot's database.</summary>
public class OldCopyTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30); // ends a test that hangs, decides nothing

    [Theory]
    [InlineData(true, 0, 30)]
    [InlineData(true, 120, 5)] // stored ahead of the exchange's time, as earlier versions could
    [InlineData(false, 0, 30)] // the process was killed after it began its session, before it had stored what it began with
    public async Task An_order_of_the_time_since_the_copy_was_made_is_found_however_long_ago_that_was(
        bool isCommitted, int minutesAhead, int minutesLater)
    {
        await using var rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        using var here = new TemporaryDirectory();
        var bot = TestBot.In(here.Path).With(definition => definition with { Mode = TradingMode.Live });
        var id = MakeCopy(bot, rig.Time.GetUtcNow().UtcDateTime.AddMinutes(minutesAhead), isCommitted);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var order = await rig.OrderAsync(
            $"type=buy&ordertype=market&volume=0.001&oflags=fciq&cl_ord_id={ClientOrderId.Of(id, 1, 1)}");
        rig.Time.Advance(TimeSpan.FromMinutes(minutesLater));
        using var stop = new CancellationTokenSource();
        var running = RunAsync(bot, rig, here, rig.Time, [], stop.Token);

        await running.Awaiting(session => session.WaitAsync(Guard)).Should().ThrowAsync<UserError>()
            .WithMessage($"Kraken has order {order} of this bot, which its database does not know: *old copy*");
        await stop.CancelAsync();
    }

    [Fact]
    public async Task An_order_that_the_database_holds_for_rejected_stops_new_trades_before_the_first_one()
    {
        await using var rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        using var here = new TemporaryDirectory();
        var bot = TestBot.In(here.Path).With(definition => definition with { Mode = TradingMode.Live });
        var owner = MakeCopy(bot, rig.Time.GetUtcNow().UtcDateTime, isCommitted: true);
        Guid[] rejected = [ClientOrderId.Of(owner, 1, 1), ClientOrderId.Of(owner, 2, 1)];
        Reject(bot, rejected, rig.Time.GetUtcNow().UtcDateTime);
        foreach (var id in rejected)
            await rig.OrderAsync($"type=buy&ordertype=market&volume=0.001&oflags=fciq&cl_ord_id={id}");
        using var stop = new CancellationTokenSource();
        var tripped = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = RunAsync(bot, rig, here, rig.Time, [(_, _) => new Witness(rejected, tripped)], stop.Token);

        await Task.WhenAny(running, tripped.Task).WaitAsync(Guard);

        (await tripped.Task.WaitAsync(Guard)).Should().Be(BreakerPanel.Alarm);
        await stop.CancelAsync();
        await running.Awaiting(session => session.WaitAsync(Guard)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_new_bots_database_was_made_at_the_exchanges_time_and_not_at_that_of_a_clock_that_is_ahead()
    {
        // Where nothing is stored yet, the search for orders it does not know begins there.
        await using var rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        using var here = new TemporaryDirectory();
        var bot = TestBot.In(here.Path).With(definition => definition with { Mode = TradingMode.Live });
        using var stop = new CancellationTokenSource();
        var opened = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new ClockAhead(rig.Time, TimeSpan.FromSeconds(20));
        var running = RunAsync(bot, rig, here, time, [Open], stop.Token);

        await Task.WhenAny(running, opened.Task).WaitAsync(Guard);

        var path = Path.Combine(bot.Environment.StorageDirectory, await opened.Task.WaitAsync(Guard) + BotDatabase.Extension);
        BotReader.Read(path, reader => reader.Identity).Created.Should().BeOnOrBefore(rig.Time.GetUtcNow().UtcDateTime);
        await stop.CancelAsync();
        await running.Awaiting(session => session.WaitAsync(Guard)).Should().ThrowAsync<OperationCanceledException>();

        IBotFollower Open(BotProfile bot, BotSources sources)
        {
            opened.SetResult(bot.Name);
            return new Witness([], opened);
        }
    }

    /// <summary>A database in which nothing was traded, last stored at that time.</summary>
    private static Guid MakeCopy(TestBot bot, DateTime now, bool isCommitted)
    {
        var identity = HoldingBot.Identity(bot.Loaded.NameOn("XBTUSD"), bot.Definition.Venue, now);
        using var database = BotDatabase.Open(bot.Environment.StorageDirectory, identity);
        var start = database.Journal.Begin(now, "{}");
        if (isCommitted)
            database.Journal.Commit(StoredBot.NewTrader(start));
        database.Journal.End(now);
        return identity.Id;
    }

    private static void Reject(TestBot bot, Guid[] ids, DateTime time)
    {
        var path = BotDatabase.PathOf(bot.Environment.StorageDirectory, bot.Loaded.NameOn("XBTUSD"));
        using var connection = DatabaseFile.Open(path, SqliteOpenMode.ReadWrite);
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            using var insert = connection.CreateCommand();
            insert.CommandText =
                "INSERT INTO orders (id, number, attempt, purpose, side, volume, price, trade, reason, reserved, decided, "
                + "state, filled, cost, note) VALUES "
                + $"('{id}', {index + 1}, 1, 'Open', 'Buy', '0.001', '1', 0, 'up', '0', {StoredValue.Of(time)}, "
                + "'Rejected', '0', '0', 'EAPI:Invalid nonce')";
            insert.ExecuteNonQuery();
        }

        using var state = connection.CreateCommand();
        state.CommandText = "UPDATE state SET json = json_set(json, '$.engine.lastOrder', 2)";
        state.ExecuteNonQuery();
    }

    private static async Task RunAsync(
        TestBot bot,
        Rig rig,
        TemporaryDirectory here,
        TimeProvider time,
        IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> followers,
        CancellationToken cancellation)
    {
        await using var exchange = OfflineExchange.Connect(rig.Kraken, time, here.Path, NullLoggerFactory.Instance);
        var host = new BotHost(exchange, RealNetwork.With(time), NullLoggerFactory.Instance) { Followers = followers };
        await new BotBuilder(bot.Loaded, bot.Environment, host).RunAsync(cancellation);
    }

    /// <summary>A machine whose wall clock is ahead of the exchange's.</summary>
    private sealed class ClockAhead(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Sees the orders that must not be there, and whether new trades are stopped by then.</summary>
    private sealed class Witness(Guid[] ids, TaskCompletionSource<string?> tripped) : IBotFollower
    {
        private readonly HashSet<Guid> _missing = [.. ids];

        public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
        {
            foreach (var change in happened.OfType<BotEvent.OrderChanged>())
                _missing.Remove(change.Order.Id);
            if (_missing.Count == 0)
                tripped.TrySetResult(now.Breakers.SingleOrDefault()?.Name);
        }
    }
}

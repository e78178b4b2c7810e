using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Feeds;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Data;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Hosting;

public class TradingLoopTests
{
    private static readonly StrategyDefinition Eager = new(
        "eager", "enters at every candle", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new Entering());

    [Fact]
    public void What_an_order_depends_on_is_stored_before_the_order_leaves()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var gateway = new Gateway(() => BotReader.Read(bot.Path, reader => reader.Attempts().Single()));
        var loop = LoopOn(database.Journal, gateway);

        Decide(loop);

        gateway.Commands.Should().ContainSingle().Which.Should().BeOfType<OrderCommand.Submit>();
        gateway.StoredThen!.State.Should().Be(OrderState.Sending);
        gateway.StoredThen.Id.Should().Be(gateway.Commands[0].Id);
    }

    [Theory]
    [InlineData(OrderStyle.Market, false)]
    [InlineData(OrderStyle.Limit, true)]
    public void The_gateway_is_told_whether_an_order_rests(OrderStyle style, bool isResting)
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var gateway = new Gateway(() => null);

        Decide(LoopOn(database.Journal, gateway, style));

        gateway.IsResting.Should().Equal(false, isResting);
    }

    [Fact]
    public void A_deposit_is_stored_at_once_and_the_gateway_is_told()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var gateway = new Gateway(() => null);
        var loop = LoopOn(database.Journal, gateway);

        loop.Take(new EngineEvent.BudgetChanged(StoredBot.Time, new Guid(1, 2, 3, new byte[8]), 12.5m));

        gateway.Deposited.Should().Be(12.5m);
        BotReader.Read(bot.Path, reader => reader.State()!.Engine!.StartCash).Should().Be(100_012.5m);
    }

    [Fact]
    public void A_follower_hears_of_a_deposit_when_it_is_stored_and_not_before()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var stored = new List<decimal>();
        var loop = LoopOn(database.Journal, new Gateway(() => null), follower: new Telling(() => stored.Add(
            BotReader.Read(bot.Path, reader => reader.State()!.Engine!.StartCash))));

        loop.Take(new EngineEvent.BudgetChanged(StoredBot.Time, new Guid(1, 2, 3, new byte[8]), 12.5m));

        stored.Should().Equal(100_012.5m);
    }

    /// <summary>The journal is due for a step, and each second a commit.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void The_journal_is_kept_small_only_while_no_event_waits(int waiting, bool isStep)
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var (queue, time) = (new EngineQueue(), new Kraken.ManualTime());
        var retention = new Retention(new Timeframe(1), TimeSpan.FromHours(1));
        var loop = LoopOn(database.Journal, new Gateway(() => null), queue: queue, retention: retention, time: time);
        loop.Take(new EngineEvent.TradePrinted(new Trade(1, StoredBot.Time, Price: 100, Volume: 1, Side.Buy)));
        loop.Take(new EngineEvent.ModeChanged(StoredBot.Time, ExchangeMode.Maintenance));
        loop.Take(new EngineEvent.OperatorAsked(StoredBot.Time, OperatorCommand.Halt));
        loop.Take(new EngineEvent.Elapsed(StoredBot.Time.AddMinutes(1)));
        for (var i = 0; i < waiting; i++)
            queue.Write(new EngineEvent.TimerFired(StoredBot.Time.AddMinutes(11)));

        time.Advance(TimeSpan.FromSeconds(2));
        loop.Take(new EngineEvent.TimerFired(StoredBot.Time.AddMinutes(10)));

        bot.Query("SELECT max(sequence) FROM events").Should().Be(5L, "it is a commit all the same");
        bot.Query("SELECT count(*) FROM checkpoints WHERE json IS NOT NULL").Should().Be(isStep ? 1L : 0L);
    }

    [Fact]
    public async Task A_source_of_events_that_fails_ends_the_session_with_its_reason()
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var queue = new EngineQueue();
        var loop = LoopOn(database.Journal, new Gateway(() => null), queue: queue);
        var reporter = FollowedTrader.Reporter(FollowedTrader.NewTrader());

        var running = new LoopRun(loop, reporter, queue, Venues.Default).UntilEndAsync(
            new EngineEvent.TimerFired(StoredBot.Time),
            [_ => Task.FromException(new IOException("the account is gone"))], CancellationToken.None);

        await running.Awaiting(session => session.WaitAsync(TimeSpan.FromSeconds(10)))
            .Should().ThrowAsync<IOException>().WithMessage("the account is gone");
    }

    [Theory]
    [InlineData(0.00001, true)] // less than an order may be: nothing could ever close it
    [InlineData(0.002, false)]
    public async Task A_bot_that_is_to_end_when_it_is_flat_does_not_wait_for_what_is_too_small_to_sell(
        double volume, bool ends)
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var entry = new Fill(0, 100, (decimal)volume, 100 * (decimal)volume, Fee: 0);
        var engine = new EngineState(1000, 1000, 1, [new TradeState(1, entry, "up", 100)]);
        var queue = new EngineQueue();
        var loop = LoopOn(
            database.Journal,
            new Gateway(() => null),
            queue: queue,
            change: start => start with { Engine = engine });
        loop.EndsWhenFlat = true;
        queue.Write(new EngineEvent.TimerFired(StoredBot.Time));
        queue.Write(new EngineEvent.TimerFired(StoredBot.Time));
        queue.End(new IOException("the queue's end"));

        var running = loop.RunAsync(CancellationToken.None);

        if (ends)
            await running;
        else
            await running.Invoking(task => task).Should().ThrowAsync<IOException>();
    }

    [SmallDiskFact]
    public void On_a_full_disk_no_order_leaves()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "1m");
        using var database = BotDatabase.Open(here.Store, StoredBot.Identity);
        var gateway = new Gateway(() => null);
        var loop = LoopOn(database.Journal, gateway);
        Fill(Path.Combine(here.Store, "ballast"));

        var deciding = () => Decide(loop);

        deciding.Should().Throw<UserError>().WithMessage("*bot.db: cannot be written: the disk is full")
            .Which.ExitCode.Should().Be(ExitCode.Failed);
        gateway.Commands.Should().BeEmpty();
    }

    [SmallDiskFact]
    public void On_a_disk_that_has_become_read_only_no_order_leaves_and_nothing_begins()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "4m");
        var gateway = new Gateway(() => null);
        using (var database = BotDatabase.Open(here.Store, StoredBot.Identity))
        {
            var loop = LoopOn(database.Journal, gateway);
            disk!.MakeReadOnly().Should().BeFalse("files are open for writing");
        }

        disk.MakeReadOnly().Should().BeTrue();
        var beginning = () => BotDatabase.Open(here.Store, StoredBot.Identity).Dispose();

        beginning.Should().Throw<UserError>().WithMessage($"{here.Store}/bot.db: *ead-only*")
            .Which.ExitCode.Should().Be(ExitCode.Failed);
        gateway.Commands.Should().BeEmpty();
    }

    private static TradingLoop LoopOn(
        Journal journal,
        IOrderGateway gateway,
        OrderStyle style = OrderStyle.Market,
        EngineQueue? queue = null,
        IBotFollower? follower = null,
        Func<SessionStart, SessionStart>? change = null,
        Retention? retention = null,
        TimeProvider? time = null)
    {
        var setup = Backtests.Setup(Eager) with { Placing = new OrderPlacing(style, TimeSpan.FromMinutes(1)) };
        var start = journal.Begin(StoredBot.Time, "{}", retention);
        var trader = new Trader(setup, new OrderRules(), new BreakerLimits(), change?.Invoke(start) ?? start);
        journal.Commit(trader);
        var reporter = FollowedTrader.Reporter(trader, follower is null ? [] : [follower]);
        reporter.Begin();
        var reader = (queue ?? new EngineQueue()).Reader;
        return new TradingLoop(trader, reader, journal, gateway, reporter, time ?? TimeProvider.System);
    }

    private static void Decide(TradingLoop loop)
    {
        loop.Take(new EngineEvent.TradePrinted(new Trade(1, StoredBot.Time, Price: 100, Volume: 1, Side.Buy)));
        loop.Take(new EngineEvent.Elapsed(StoredBot.Time.AddMinutes(1)));
    }

    private static void Fill(string path)
    {
        try
        {
            using var file = File.Create(path);
            var block = new byte[4096];
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // full
        }
    }

    private sealed class Gateway(Func<AttemptRecord?> look) : IOrderGateway
    {
        public List<OrderCommand> Commands { get; } = [];

        public List<bool> IsResting { get; } = [];

        public AttemptRecord? StoredThen { get; private set; }

        public void CarryOut(OrderCommand command)
        {
            StoredThen = look();
            Commands.Add(command);
        }

        public decimal Deposited { get; private set; }

        public void Ask(AccountQuestion question)
        {
        }

        public void ChangeBudget(decimal amount) => Deposited += amount;

        public void Advance(bool isResting) => IsResting.Add(isResting);
    }

    private sealed class Telling(Action told) : IBotFollower
    {
        public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
        {
            if (happened.Any(one => one is BotEvent.BudgetChanged))
                told();
        }
    }

    private sealed class Entering : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => Signal.Enter("always");
    }
}

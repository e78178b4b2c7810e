using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Cli;
using TradingBot.Core.Orders;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Modes;
using TradingBot.Storage;
using TradingBot.Tests.KrakenSimulator;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Hosting;

/// <summary>A live session that is begun on an old copy of its bot's database.</summary>
public class OldCopyTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30); // ends a test that hangs, decides nothing

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the process was killed after it began its session, before it had stored what it began with
    public async Task An_order_of_the_time_since_the_copy_was_made_is_found_however_long_ago_that_was(bool isCommitted)
    {
        await using var rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        using var here = new TemporaryDirectory();
        var request = TradingSessionTests.Request(here.Path) with { IsLive = true };
        var bot = MakeCopy(request, rig.Time.GetUtcNow().UtcDateTime, isCommitted);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var order = await rig.OrderAsync(
            $"type=buy&ordertype=market&volume=0.001&oflags=fciq&cl_ord_id={ClientOrderId.Of(bot, 1, 1)}");
        rig.Time.Advance(TimeSpan.FromMinutes(30));
        using var stop = new CancellationTokenSource();
        var running = RunAsync(request, rig, here, stop.Token);

        await running.Awaiting(session => session.WaitAsync(Guard)).Should().ThrowAsync<UserError>()
            .WithMessage($"Kraken has order {order} of this bot, and its database does not know it: *old copy*");
        await stop.CancelAsync();
    }

    /// <summary>A database in which nothing was traded, last stored at that time.</summary>
    private static Guid MakeCopy(TradeRequest request, DateTime now, bool isCommitted)
    {
        var identity = StoredBot.Identity with
        {
            Name = request.NameOn("XBTUSD"),
            Mode = "live",
            Exchange = request.Exchange,
            Pair = "XBTUSD",
            Base = "XBT",
            Quote = "USD",
            Created = now,
        };
        using var database = BotDatabase.Open(request.StorageDirectory, identity);
        var start = database.Journal.Begin(now, "{}");
        if (isCommitted)
            database.Journal.Commit(StoredBot.NewTrader(start));
        database.Journal.End(now);
        return identity.Id;
    }

    private static async Task RunAsync(
        TradeRequest request, Rig rig, TemporaryDirectory here, CancellationToken cancellation)
    {
        var options = new KrakenOptions
        {
            Rest = rig.Kraken.RestAddress,
            PublicSocket = rig.Kraken.PublicSocket,
            StateDirectory = here.Path,
        };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(rig.Time)
            .AddKrakenPublic(options)
            .AddKrakenPrivate(options, new ApiKey(rig.Kraken.Credentials.Key, rig.Kraken.Credentials.Secret))
            .BuildServiceProvider();
        var session = new TradingSession(
            request,
            options,
            services.GetRequiredService<PublicRest>(),
            KrakenAccount.Of(services),
            new SessionEnvironment(rig.Time),
            services.GetRequiredService<ILoggerFactory>());
        await session.RunAsync(cancellation);
    }
}

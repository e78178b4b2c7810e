using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Notifications;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Bots;

namespace TradingBot.Tests.Notifications;

public class SlackWiringTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60); // ends a test that hangs, decides nothing

    [Fact]
    public async Task The_program_tells_a_webhook_of_its_sessions_beginning_and_end()
    {
        using var here = new TemporaryDirectory();
        var posts = Channel.CreateUnbounded<string>();
        await using var server = Server(posts.Writer);
        await server.StartAsync();
        var bot = BotIn(here, server);
        using var stop = new CancellationTokenSource();

        var running = LiveMarket.RunAsync(
            bot.Loaded, bot.Options, SessionSecrets.Of(_ => null), stop.Token);
        var first = await posts.Reader.ReadAsync().AsTask().WaitAsync(Guard);
        await stop.CancelAsync();

        (await running.WaitAsync(Guard)).Should().Be(ExitCode.Success);
        first.Should().Contain("\"Session started\"").And.Contain("\"channel\":\"#reporting\"");
        (await posts.Reader.ReadAllAsync().FirstAsync(post => post.Contains("\"Session stopped\"")).AsTask().WaitAsync(Guard))
            .Should().Contain("simulator-paper-XBTUSD-5-macd");
    }

    [Fact]
    public async Task A_start_that_fails_is_told_too()
    {
        using var here = new TemporaryDirectory();
        var posts = Channel.CreateUnbounded<string>();
        await using var server = Server(posts.Writer);
        await server.StartAsync();
        // No Kraken: it answers 404 to everything but Slack's address.
        var bot = At(BotIn(here, server), new Uri(server.Urls.Single()));

        await FailToStartAsync(bot);

        (await posts.Reader.ReadAsync().AsTask().WaitAsync(Guard))
            .Should().Contain("Session could not start: could not get the list of pairs from Kraken: HTTP 404");
    }

    [Fact]
    public async Task A_start_that_fails_at_its_last_step_has_not_started()
    {
        using var here = new TemporaryDirectory();
        var posts = Channel.CreateUnbounded<string>();
        await using var server = Server(posts.Writer);
        await server.StartAsync();
        await using var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = new ScaledTime(1),
            Markets = [MarketSetup.Synthetic("XBTUSD")],
            Faults = new FaultScenario(
                1, [new FaultRule { Fault = FaultKind.Error, On = "Trades", Times = 0, Error = "EGeneral:Permission denied" }]),
        });
        var bot = At(BotIn(here, server), kraken.RestAddress);

        await FailToStartAsync(bot);

        posts.Writer.Complete();
        (await posts.Reader.ReadAllAsync().ToListAsync()).Should().ContainSingle()
            .Which.Should()
            .Contain("Session could not start: could not get the trades from Kraken: EGeneral:Permission denied");
    }

    private static async Task FailToStartAsync(TestBot bot) => await bot
        .Awaiting(asked => LiveMarket.RunAsync(
            asked.Loaded, asked.Options, SessionSecrets.Of(_ => null), CancellationToken.None).WaitAsync(Guard))
        .Should().ThrowAsync<UserError>();

    private static TestBot At(TestBot bot, Uri address) => bot
        .With(definition => definition with { Venue = "kraken" })
        .Placed(environment => environment with { At = address });

    private static TestBot BotIn(TemporaryDirectory here, WebApplication server)
    {
        var secret = here.Write("slack.webhook", $"{server.Urls.Single()}/services/T/B/x\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var slack = new SlackOptions
        {
            Channel = "#reporting",
            WebhookFile = secret,
            Times = new SlackTimes { Farewell = Guard },
        };
        return TestBot.In(here.Path).Run(options => options with { Slack = slack });
    }

    private static WebApplication Server(ChannelWriter<string> posts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapPost("/services/T/B/x", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            posts.TryWrite(await reader.ReadToEndAsync());
            await context.Response.Body.WriteAsync("ok"u8.ToArray());
        });
        return server;
    }
}

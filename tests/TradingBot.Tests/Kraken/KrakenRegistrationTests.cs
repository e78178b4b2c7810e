using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

public sealed class KrakenRegistrationTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"kraken-{Guid.NewGuid():N}");
    private readonly CapturedLog _log = new();

    [Fact]
    public async Task Nothing_that_is_secret_reaches_a_log_an_answer_or_an_exception()
    {
        var handler = new ScriptedHandler(
            ScriptedHandler.Result("""{"token":"TheToken","expires":900}"""),
            ScriptedHandler.Answer("""{"error":[],"result":{"token":"TheToken","expires":"""),
            ScriptedHandler.Result("""{"token":"TheToken","expires":"soon"}"""),
            ScriptedHandler.Error("EAPI:Invalid key"),
            ScriptedHandler.Throws(new HttpRequestException("reset")));
        await using var provider = Provider(handler);
        var account = provider.GetRequiredService<AccountRest>();
        var orders = provider.GetRequiredService<OrderRest>();
        var said = new List<string>();
        for (var i = 0; i < 3; i++)
            said.Add($"{await account.WebSocketsTokenAsync(CancellationToken.None)}");
        said.Add($"{await orders.CancelAllAsync(CancellationToken.None)}");

        handler.Requests.Should().HaveCountGreaterThan(4);
        said.Should().Contain(text => text.Contains("WebSocket token", StringComparison.Ordinal));
        (string.Join('\n', said) + _log.Text).Should()
            .NotContain("TheToken").And.NotContain("PublicHalf")
            .And.NotContain(TestKraken.Secret[..20]).And.NotContain("API-");
    }

    [Fact]
    public async Task The_clients_share_one_set_of_counters_and_one_nonce_file()
    {
        await using var provider = Provider(new ScriptedHandler(ScriptedHandler.Result("{}")));
        provider.GetRequiredService<PublicRest>().Should().BeSameAs(provider.GetRequiredService<PublicRest>());
        await provider.GetRequiredService<AccountRest>().BalanceAsync(CancellationToken.None);
        Directory.GetFiles(_folder).Should().ContainSingle()
            .Which.Should().MatchRegex("kraken-nonce-[0-9a-f]{12}.txt$");
    }

    [Fact]
    public async Task A_websocket_is_opened_over_http_and_a_refusal_tells_its_status()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.UseWebSockets();
        server.Map("/v2", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.SendAsync(
                """{"channel":"heartbeat"}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
            await socket.ReceiveAsync(new byte[16], CancellationToken.None);
        });
        server.Map("/closed", context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        await server.StartAsync();
        var address = new UriBuilder(server.Urls.Single()) { Scheme = "ws", Path = "/v2" };
        using (var socket = await SocketConnector.To(address.Uri)(CancellationToken.None))
        {
            using var connection = new SocketConnection(socket);
            var frame = await connection.ReceiveAsync(CancellationToken.None);
            new FrameParser().Parse(frame!.Value.Span).Should().BeOfType<SocketMessage.Heartbeat>();
        }

        address.Path = "/closed";
        var opening = () => SocketConnector.To(address.Uri)(CancellationToken.None);
        (await opening.Should().ThrowAsync<SocketRefusedException>()).Which.Status.Should().Be(403);
    }

    public void Dispose()
    {
        _log.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Provider(ScriptedHandler handler)
    {
        var options = new KrakenOptions { StateDirectory = _folder };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        // Pauses that take no time: what is tested here is what is said, not when.
        services.AddKrakenPublic(options).AddKrakenPrivate(options, new ApiKey("ThePublicHalf", TestKraken.Secret));
        services.AddHttpClient("Kraken").ConfigurePrimaryHttpMessageHandler(() => handler);
        services.AddSingleton(provider => new RestPipelines(
            TimeProvider.System,
            provider.GetRequiredService<ILogger<RestPipelines>>(),
            new PipelineTimes { FirstPause = TimeSpan.Zero, LongestPause = TimeSpan.FromMilliseconds(1) }));
        return services.BuildServiceProvider();
    }
}

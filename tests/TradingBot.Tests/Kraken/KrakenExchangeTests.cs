using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

public sealed class KrakenExchangeTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"kraken-{Guid.NewGuid():N}");
    private readonly CapturedLog _log = new();

    [Fact]
    public async Task Nothing_that_is_secret_reaches_a_log_an_answer_or_an_exception()
    {
        var tokens = new Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>>(
        [
            ScriptedHandler.Result("""{"token":"TheToken","expires":900}"""),
            ScriptedHandler.Answer("""{"error":[],"result":{"token":"TheToken","expires":"""),
            ScriptedHandler.Result("""{"token":"TheToken","expires":"soon"}"""),
            ScriptedHandler.Error("EAPI:Invalid key"),
            ScriptedHandler.Throws(new HttpRequestException("reset")),
        ]);
        var last = tokens.Last();
        var handler = new ScriptedHandler((request, cancellation) =>
            request.RequestUri!.AbsolutePath.EndsWith("Token", StringComparison.Ordinal)
                ? (tokens.TryDequeue(out var next) ? next : last)(request, cancellation)
                : ScriptedHandler.Result("{}")(request, cancellation));
        var time = new ManualTime();
        await using var exchange = ExchangeOver(handler, time);
        var account = exchange.Account!;
        var said = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var rights = await time.RunAsync(account.TryRightsAsync(CancellationToken.None));
            said.AddRange(rights.Select(right => $"{right}"));
        }

        said.Add($"{await time.RunAsync(account.CancelAllAfterAsync(60, CancellationToken.None))}");

        tokens.Should().BeEmpty();
        said.Should().Contain(text => text.Contains("Invalid key", StringComparison.Ordinal));
        (string.Join('\n', said) + _log.Text).Should()
            .NotContain("TheToken").And.NotContain("PublicHalf")
            .And.NotContain(TestKraken.Secret[..20]).And.NotContain("API-");
    }

    [Fact]
    public async Task The_clients_share_one_set_of_counters_and_one_nonce_file()
    {
        var time = new ManualTime();
        await using var exchange = ExchangeOver(new ScriptedHandler(ScriptedHandler.Result("{}")), time);

        await time.RunAsync(exchange.Account!.RightsAsync(CancellationToken.None));

        exchange.RateLimits.Should().Contain(limit => limit.Name == "private" && limit.Headroom < 1);
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

    private KrakenExchange ExchangeOver(ScriptedHandler handler, TimeProvider time)
    {
        var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        var environment = RealNetwork.With(time) with { Http = () => handler };
        return new KrakenExchange(
            new KrakenVenue(),
            new ExchangeOptions { StateDirectory = _folder },
            new ApiKey("ThePublicHalf", TestKraken.Secret),
            environment,
            logs);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

public class RestTransportTests
{
    /// <summary>
    /// What leaves the fate of an order open. The network has read the whole request in all of these.
    /// </summary>
    /// <summary>Ends a test that waits for a pause which should not be; decides nothing.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Doubts { get; } =
    [
        "timeout", "reset", "closed early", "500", "502 with HTML", "520", "200 with HTML", "truncated JSON",
        "empty body",
        "EService:Unavailable", "EService:Busy", "EService:Timeout", "EService:Deadline elapsed",
        "EGeneral:Internal error", "an error nobody knows", "no result", "no txid", "result of another form",
    ];

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task A_new_order_in_doubt_is_unknown_and_is_sent_exactly_once(string doubt)
    {
        var handler = new ScriptedHandler(Step(doubt));
        using var kraken = new TestKraken(handler, new PipelineTimes());
        var adding = kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        if (doubt == "timeout")
            kraken.Time.Advance(TimeSpan.FromSeconds(15));

        (await adding.WaitAsync(Guard)).Should().BeOfType<Answer<OrderPlaced>.Unknown>();
        kraken.Time.Advance(TimeSpan.FromHours(1));
        handler.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("EOrder:Order minimum not met")]
    [InlineData("EQuery:Unknown asset pair")]
    [InlineData("EGeneral:Invalid arguments:volume")]
    public async Task A_refused_order_is_rejected_with_proof_and_never_sent_again(string error)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Error(error));
        using var kraken = new TestKraken(handler);
        var answer = await kraken.Orders
            .AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None).WaitAsync(Guard);

        answer.Should().BeOfType<Answer<OrderPlaced>.Rejected>().Which.Error.Text.Should().Be(error);
        handler.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task An_order_that_never_left_is_proven_not_sent(HttpRequestError error)
    {
        using var kraken = new TestKraken(new DeadNetwork(new HttpRequestException(error, "no way")));
        (await kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None))
            .Should().BeOfType<Answer<OrderPlaced>.NotSent>();
    }

    [Fact]
    public async Task A_program_that_stops_while_an_order_is_out_gets_an_answer_not_an_exception()
    {
        using var stop = new CancellationTokenSource();
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Silence));
        var adding = kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), stop.Token);
        await stop.CancelAsync();
        (await adding).Should().BeOfType<Answer<OrderPlaced>.Unknown>();
    }

    [Fact]
    public async Task The_body_of_a_signed_request_goes_out_once_whoever_asks_for_it_again()
    {
        using var body = new OnceContent("nonce=1"u8.ToArray());
        body.MayHaveLeft.Should().BeFalse();
        await body.CopyToAsync(Stream.Null);
        body.MayHaveLeft.Should().BeTrue();

        (await body.Awaiting(again => again.CopyToAsync(Stream.Null)).Should().ThrowAsync<Exception>())
            .Which.GetBaseException().Message.Should().Be("a signed request is never sent twice");
    }

    [Fact]
    public async Task The_http_stack_does_not_replay_a_signed_request_on_a_new_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var bodies = 0;
        // Answers the first request of the first connection, then reads the next one whole and drops the line: the case
        // in which an HTTP stack may take the pooled connection for stale and send the request again.
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await ReadRequestAsync(stream);
                bodies++;
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n"u8.ToArray());
                await stream.WriteAsync("""{"error":[],"result":{}}"""u8.ToArray());
                await ReadRequestAsync(stream);
                bodies++;
            }
        });
        using var http = new HttpClient(DirectHandler.Create()) { BaseAddress = Address(listener) };
        using var nonces = new NonceSource(NonceFile.Open(Path.GetTempFileName()), TimeProvider.System);
        using var allowances = new RestAllowances(
            TradingBot.Exchanges.Kraken.Limits.AccountTier.Pro, TimeProvider.System);
        using var transport = new PrivateTransport(
            http,
            new RestPipelines(
                "Kraken",
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLogger<RestPipelines>.Instance),
            allowances,
            new KrakenSigner(new ApiKey("KEY", TestKraken.Secret)),
            nonces);

        var first = await transport.WriteAsync(new RestCall("CancelAll", new FormFields()), CancellationToken.None);
        first.Should().BeOfType<Answer<ReadOnlyMemory<byte>>.Success>();
        var second = await transport.WriteAsync(new RestCall("CancelAll", new FormFields()), CancellationToken.None);

        second.Should().BeOfType<Answer<ReadOnlyMemory<byte>>.Unknown>();
        serving.IsFaulted.Should().BeFalse();
        bodies.Should().Be(2);
    }

    [Fact]
    public async Task A_read_is_repeated_until_it_succeeds_each_time_with_a_greater_nonce()
    {
        var handler = new ScriptedHandler(
            ScriptedHandler.Answer("<html>", 502),
            ScriptedHandler.Error("EService:Unavailable"),
            ScriptedHandler.Throws(new HttpRequestException(HttpRequestError.ResponseEnded)),
            ScriptedHandler.Result("""{"ZUSD":{"balance":"1.50","hold_trade":"0"}}"""));
        using var kraken = new TestKraken(handler);
        var answer = await kraken.Time.RunAsync(kraken.Account.BalanceExAsync(CancellationToken.None));

        answer.Should().BeOfType<Answer<Dictionary<string, BalanceInfo>>.Success>()
            .Which.Value["ZUSD"].Balance.Should().Be(1.50m);
        handler.Requests.Select(request => ulong.Parse(request.Body["nonce=".Length..]))
            .Should().HaveCount(4).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_refusal_for_asking_too_often_is_waited_out()
    {
        var handler = new ScriptedHandler(
            ScriptedHandler.Error("EGeneral:Too many requests"), ScriptedHandler.Result("""{"unixtime":7}"""));
        using var kraken = new TestKraken(handler);
        var started = kraken.Time.GetUtcNow();
        var answer = await kraken.Time.RunAsync(kraken.Public.TimeAsync(CancellationToken.None));

        answer.Should().BeOfType<Answer<ServerTime>.Success>();
        (kraken.Time.GetUtcNow() - started).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_wrong_nonce_is_tried_once_more_and_no_more()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Error("EAPI:Invalid nonce"));
        using var kraken = new TestKraken(handler);
        var answer = await kraken.Time.RunAsync(kraken.Account.BalanceExAsync(CancellationToken.None));

        answer.Should().BeOfType<Answer<Dictionary<string, BalanceInfo>>.Rejected>();
        handler.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_dead_exchange_opens_the_circuit_and_reads_pause_without_a_request()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer("<html>", 502));
        using var kraken = new TestKraken(handler);
        for (var i = 0; i < 3; i++)
            await kraken.Time.RunAsync(kraken.Public.TimeAsync(CancellationToken.None));
        var requests = handler.Requests.Count;

        var paused = await kraken.Time.RunAsync(kraken.Public.TimeAsync(CancellationToken.None));
        paused.Should().BeOfType<Answer<ServerTime>.NotSent>();
        handler.Requests.Should().HaveCount(requests);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Reads_pause_as_long_as_they_should_though_the_walls_clock_is_set(int hours)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Answer("<html>", 502));
        using var kraken = new TestKraken(handler);
        for (var i = 0; i < 3; i++)
            await kraken.Time.RunAsync(kraken.Public.TimeAsync(CancellationToken.None));
        var requests = handler.Requests.Count;
        kraken.Time.SetWallClock(kraken.Time.GetUtcNow().AddHours(hours));

        await kraken.Time.RunAsync(kraken.Public.TimeAsync(CancellationToken.None));
        handler.Requests.Should().HaveCount(requests);

        kraken.Time.Advance(TimeSpan.FromSeconds(15));
        await kraken.Time.RunAsync(kraken.Public.TimeAsync(CancellationToken.None));
        handler.Requests.Count.Should().BeGreaterThan(requests);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"XXBTZUSD":null}""")]
    [InlineData("""{"XXBTZUSD":{"a":[],"b":[],"c":[],"v":[],"p":[],"t":[],"l":[],"h":[],"o":1}}""")]
    public async Task A_hollow_answer_is_no_success(string result)
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(result)));
        (await kraken.Time.RunAsync(kraken.Public.TickerAsync(["XBTUSD"], CancellationToken.None)))
            .Should().BeOfType<Answer<Dictionary<string, TickerInfo>>.Unknown>();
    }

    [Fact]
    public async Task A_read_that_hangs_is_given_up_and_tried_again()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Silence, ScriptedHandler.Result("""{"unixtime":7}"""));
        using var kraken = new TestKraken(handler, new PipelineTimes());
        var reading = kraken.Public.TimeAsync(CancellationToken.None);
        kraken.Time.Advance(TimeSpan.FromSeconds(10));
        (await kraken.Time.RunAsync(reading)).Should().BeOfType<Answer<ServerTime>.Success>();
    }

    [Fact]
    public async Task One_request_of_a_key_is_under_way_at_a_time()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler(
            async (request, cancellation) =>
            {
                await release.Task;
                return await ScriptedHandler.Result("{}")(request, cancellation);
            },
            ScriptedHandler.Result("{}"));
        using var kraken = new TestKraken(handler);
        var first = kraken.Account.BalanceExAsync(CancellationToken.None);
        var second = kraken.Account.BalanceExAsync(CancellationToken.None);
        handler.Requests.Should().ContainSingle();

        release.SetResult();
        await first;
        await second;
        handler.Requests.Should().HaveCount(2);
    }

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Step(
        string doubt) => doubt switch
        {
            "timeout" => ScriptedHandler.Silence,
            "reset" => ScriptedHandler.Throws(new HttpRequestException("reset", new SocketException(104))),
            "closed early" => ScriptedHandler.Throws(new HttpRequestException(HttpRequestError.ResponseEnded)),
            "500" => ScriptedHandler.Answer("""{"error":["EOrder:Insufficient funds"]}""", 500),
            "502 with HTML" => ScriptedHandler.Answer("<html>Bad gateway</html>", 502),
            "520" => ScriptedHandler.Answer("", 520),
            "200 with HTML" => ScriptedHandler.Answer("<html>Just a moment</html>"),
            "truncated JSON" => ScriptedHandler.Answer("""{"error":[],"result":{"txid":["OL7"""),
            "empty body" => ScriptedHandler.Answer(""),
            "an error nobody knows" => ScriptedHandler.Error("EService:Moon phase"),
            "no result" => ScriptedHandler.Answer("""{"error":[]}"""),
            "no txid" => ScriptedHandler.Result("""{"descr":{"order":"buy"},"txid":[]}"""),
            "result of another form" => ScriptedHandler.Result("""{"txid":{"a":1}}"""),
            _ => ScriptedHandler.Error(doubt),
        };

    private static Uri Address(TcpListener listener) => new($"http://{listener.LocalEndpoint}");

    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\nnonce=", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0)
                throw new IOException("closed");
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
    }

    private sealed class DeadNetwork(Exception failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(failure);
    }
}

using System.Net;
using TradingBot.Diagnosis;
using TradingBot.Telemetry;
using TradingBot.Telemetry.DogStatsd;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Telemetry;

namespace TradingBot.Tests.Diagnosis;

public class MetricsCheckTests
{
    [Fact]
    public async Task Metrics_that_are_not_used_are_well() =>
        (await LineAsync(new MetricsOptions(), sends: true)).Should().Be("ok    metrics           not used (--metrics)");

    [Fact]
    public async Task Nothing_is_sent_unless_it_is_asked_for()
    {
        using var agent = StatsdReceiver.OnUdp();

        var line = await LineAsync(To(DogStatsdTarget.Udp("127.0.0.1", agent.Port)), sends: false);

        line.Should().Be($"ok    metrics           go to statsd://127.0.0.1:{agent.Port}; --send-test sends an event");
        agent.Arrived().Should().BeEmpty();
    }

    [Fact]
    public async Task A_test_event_arrives()
    {
        using var agent = StatsdReceiver.OnUdp();

        var line = await LineAsync(To(DogStatsdTarget.Udp("127.0.0.1", agent.Port)), sends: true);

        line.Should().StartWith("ok    metrics           a test event went to statsd://127.0.0.1:");
        (await agent.ReceiveAsync()).Should().StartWith("_e{10,").And.EndWith("|#bot_name:Localbot");
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_found_out()
    {
        var agent = StatsdReceiver.OnUdp();
        agent.Dispose();

        (await LineAsync(To(DogStatsdTarget.Udp("127.0.0.1", agent.Port)), sends: true))
            .Should().StartWith("FAIL  metrics           statsd://127.0.0.1:").And.Contain("refused");
    }

    [Fact]
    public async Task A_unix_socket_that_is_not_there_is_found_out() =>
        (await LineAsync(To(DogStatsdTarget.Unix("/nowhere/dsd.socket")), sends: true))
            .Should().StartWith("FAIL  metrics           unix:///nowhere/dsd.socket: ");

    [Theory]
    [InlineData(HttpStatusCode.OK, "ok    metrics           http://127.0.0.1:4318/ takes them")]
    [InlineData(HttpStatusCode.Unauthorized, "FAIL  metrics           http://127.0.0.1:4318/: HTTP 401; see --metrics")]
    public async Task A_collector_is_asked_to_take_nothing(HttpStatusCode status, string line) =>
        (await LineAsync(new MetricsOptions { Otlp = new Uri("http://127.0.0.1:4318") }, sends: false, status)).Should().Be(line);

    private static MetricsOptions To(DogStatsdTarget target) => new() { Statsd = target };

    private static async Task<string> LineAsync(MetricsOptions options, bool sends, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var http = new HttpClient(new ScriptedHandler(ScriptedHandler.Answer("", (int)status)));
        var check = MetricsCheck.Create(options, http, sends, "Localbot");
        return (await check.Run(CancellationToken.None)).Single().ToString();
    }
}

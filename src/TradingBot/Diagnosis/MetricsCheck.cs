using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;
using TradingBot.Telemetry;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Diagnosis;

/// <summary>Whether metrics get to where they go.</summary>
internal static class MetricsCheck
{
    private const string Subject = "metrics";

    /// <summary>
    /// Within it a machine answers that no one listens at a port; an agent that listens never answers.
    /// </summary>
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(500);

    /// <param name="options">Where they go, if anywhere.</param>
    /// <param name="http">For an OpenTelemetry collector.</param>
    /// <param name="sends">True: a test event is sent.</param>
    /// <param name="bot">Whose.</param>
    public static Check Create(MetricsOptions options, HttpClient http, bool sends, string bot) =>
        Check.Of(Subject, limited => (options.Statsd, options.Otlp) switch
        {
            ({ } statsd, _) => LookAtAsync(statsd, sends, bot, limited),
            (_, { } collector) => LookAtAsync(collector, http, limited),
            _ => Task.FromResult(Finding.Ok(Subject, "not used (--metrics)")),
        });

    private static async Task<Finding> LookAtAsync(
        DogStatsdTarget target, bool sends, string bot, CancellationToken limited)
    {
        if (!sends)
            return Finding.Ok(Subject, $"go to {target}; --send-test sends an event");
        var datagram = new ArrayBufferWriter<byte>();
        var text = "TradingBot doctor was asked to send it.";
        new DogStatsdFormat([$"bot_name:{bot}"]).Event(datagram, new DatadogEvent("Test event", text));
        try
        {
            using var socket = await target
                .ConnectAsync(System.Net.Dns.GetHostAddressesAsync, choice: 0, limited).ConfigureAwait(false);
            await socket.SendAsync(datagram.WrittenMemory, limited).ConfigureAwait(false);
            if (socket.Poll(Refusal, SelectMode.SelectError))
                _ = socket.Receive(new byte[1]); // throws what is wrong: nobody listens there
        }
        catch (SocketException failure)
        {
            return Finding.Fail(Subject, $"{target}: {failure.Message}", "start the agent, or see --metrics");
        }

        var proof = target.Path is null ? "; UDP does not confirm delivery" : "";
        return Finding.Ok(Subject, $"a test event went to {target}{proof}");
    }

    /// <summary>A request without metrics is a request.</summary>
    private static async Task<Finding> LookAtAsync(Uri collector, HttpClient http, CancellationToken limited)
    {
        using var nothing = new ByteArrayContent([]);
        nothing.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        try
        {
            using var answer = await http.PostAsync(new Uri(collector, "v1/metrics"), nothing, limited)
                .ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? Finding.Ok(Subject, $"{collector} takes them")
                : Finding.Fail(Subject, $"{collector}: HTTP {(int)answer.StatusCode}", "see --metrics");
        }
        catch (HttpRequestException failure)
        {
            return Finding.Fail(Subject, $"{collector}: {failure.Message}", "start the collector, or see --metrics");
        }
    }
}

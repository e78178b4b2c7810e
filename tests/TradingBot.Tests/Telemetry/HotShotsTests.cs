using System.Globalization;
using System.Text.Json;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Tests.Telemetry;

/// <summary>The same calls by npm's hot-shots and by ours, as they arrive at a socket.</summary>
public sealed class HotShotsTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["DD_ENTITY_ID"] = "f2e4ad34",
        ["DD_ENV"] = "prod",
        ["DD_SERVICE"] = "trading",
        ["DD_VERSION"] = "1.2.3",
        ["DD_TAGS"] = "team:bots, bot_id:7,env:overridden, odd ",
    };

    [TelemetryTheory]
    [InlineData(1432, false)]
    [InlineData(1432, true)]
    public async Task Every_datagram_is_byte_for_byte_that_of_hot_shots(int length, bool hasVariables)
    {
        var environment = hasVariables ? Variables : [];
        using var theirs = StatsdReceiver.OnUdp();
        using var ours = StatsdReceiver.OnUdp();

        var (exitCode, output) = await Task.Run(() => TelemetryTheoryAttribute.Folder.Run(
            "env", [.. environment.Select(pair => $"{pair.Key}={pair.Value}"), "node", "hot-shots.mjs", $"{theirs.Port}", $"{length}"]));
        exitCode.Should().Be(0, output);
        await MakeCallsAsync(DogStatsdTarget.Udp("127.0.0.1", ours.Port), environment);

        var expected = theirs.Arrived();
        expected.Count.Should().BeGreaterThan(3, "the calls fill several datagrams");
        var arrived = ours.Arrived();
        arrived.SelectMany(Lines).Should().Equal(expected.SelectMany(Lines));
        arrived.Should().Equal(expected, "the lines share their datagrams alike");
    }

    private static string[] Lines(string datagram) => datagram.Split('\n');

    private static async Task MakeCallsAsync(DogStatsdTarget target, Dictionary<string, string> environment)
    {
        using var file = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(TelemetryTheoryAttribute.Folder.Path, "calls.json")));
        var root = file.RootElement;
        var tags = ConstantTags.Of(Texts(root.GetProperty("globalTags"))!, environment.GetValueOrDefault);
        var format = new DogStatsdFormat(tags, root.GetProperty("containerID").GetString());
        await using var client = new DogStatsdClient(target, format, TimeProvider.System, () => 0);
        foreach (var call in root.GetProperty("calls").EnumerateArray())
            Make(call, client);
    }

    private static void Make(JsonElement call, DogStatsdClient client)
    {
        var name = call.GetProperty("name").GetString()!;
        var tags = call.TryGetProperty("tags", out var list) ? Texts(list) : null;
        var rate = call.TryGetProperty("rate", out var share) ? share.GetDouble() : 1;
        switch (call.GetProperty("call").GetString())
        {
            case "event":
                client.Event(EventOf(call, name) with { Tags = tags });
                break;
            case "check":
                var status = (ServiceStatus)call.GetProperty("value").GetInt32();
                var when = Option(call, "date_happened") is { } seconds ? long.Parse(seconds, CultureInfo.InvariantCulture) : default(long?);
                client.ServiceCheck(name, status, when, Option(call, "hostname"), tags, Option(call, "message"));
                break;
            case "set":
                client.Set(name, call.GetProperty("value").GetString()!, rate, tags);
                break;
            case var metric:
                Metric(client, metric!)(name, call.GetProperty("value").GetDouble(), rate, tags);
                break;
        }
    }

    private static Action<string, double, double, string[]?> Metric(DogStatsdClient client, string call) => call switch
    {
        "increment" => (name, value, rate, tags) => client.Increment(name, (int)value, rate, tags),
        "decrement" => (name, value, rate, tags) => client.Decrement(name, (int)value, rate, tags),
        "counter" => client.Counter,
        "gauge" => client.Gauge,
        "histogram" => client.Histogram,
        "distribution" => client.Distribution,
        "timing" => client.Timer,
        _ => throw new InvalidDataException(call),
    };

    private static DatadogEvent EventOf(JsonElement call, string title) =>
        new(title, call.GetProperty("text").GetString()!)
        {
            AlertType = Option(call, "alert_type"),
            AggregationKey = Option(call, "aggregation_key"),
            SourceType = Option(call, "source_type_name"),
            Priority = Option(call, "priority"),
            Hostname = Option(call, "hostname"),
            DateHappened = Option(call, "date_happened") is { } seconds ? long.Parse(seconds, CultureInfo.InvariantCulture) : null,
        };

    private static string? Option(JsonElement call, string name) =>
        call.TryGetProperty("options", out var options) && options.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];
}

using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TradingBot.Telemetry;

namespace TradingBot.Tests.Telemetry;

/// <summary>What a collector would be sent, decoded by OpenTelemetry's own schema (npm's otlp-transformer).</summary>
public sealed class OtlpTests
{
    [TelemetryTheory]
    [InlineData("open.order")]
    public async Task A_collector_is_sent_every_kind_of_instrument_with_its_tags(string counted)
    {
        using var here = new TemporaryDirectory();
        var body = Path.Combine(here.Path, "request");
        await using var collector = await CollectorAsync(body);
        using var meter = new Meter("otlp test");
        var told = (Sent: 0L, Lost: 0L);
        meter.CreateObservableGauge("tradingbot.feed.age", () => 1.5);
        await using (new OtlpExporter(meter, new Uri(collector.Urls.Single()), ["bot_name:b", "word"], Tell))
        {
            meter.CreateCounter<long>(counted).Add(2, new KeyValuePair<string, object?>("type", "buy"));
            meter.CreateUpDownCounter<double>("bottrade.profit").Add(-0.25);
            var commits = meter.CreateHistogram<double>("tradingbot.journal.commit_time", "ms");
            commits.Record(3);
            commits.Record(4.5);
        }

        var (exitCode, output) =
            await Task.Run(() => TelemetryTheoryAttribute.Folder.Run("node", "otlp.mjs", body));

        exitCode.Should().Be(0, output);
        output.Split('\n').Should().Contain(
        [
            "attribute service.name tradingbot", "attribute bot_name b", "attribute word true",
            $"sum {counted} 2 type=buy", "sum bottrade.profit -0.25", "gauge tradingbot.feed.age 1.5",
            "histogram tradingbot.journal.commit_time 2:7.5",
        ]);
        told.Should().Be((1, 0));

        void Tell(long sent, long lost) => told = (sent, lost);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_is_counted()
    {
        await using var collector = await CollectorAsync("unused");
        var address = new Uri(collector.Urls.Single());
        await collector.StopAsync();
        using var meter = new Meter("otlp test without a collector");
        var told = (Sent: 0L, Lost: 0L);
        await using (new OtlpExporter(meter, address, [], (sent, lost) => told = (sent, lost)))
            meter.CreateCounter<long>("open.order").Add(1);

        told.Should().Be((0, 1));
    }

    [Fact]
    public void Only_one_file_names_OpenTelemetry_so_that_nobody_else_loads_it() =>
        Directory.EnumerateFiles(Path.Combine(TelemetryTheoryAttribute.Folder.Path, "../../src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("using OpenTelemetry", StringComparison.Ordinal)))
            .Select(Path.GetFileName).Should().Equal("OtlpExporter.cs");

    private static async Task<WebApplication> CollectorAsync(string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            await using var file = File.Create(body);
            await request.Body.CopyToAsync(file);
        });
        await collector.StartAsync();
        return collector;
    }
}

using System.Diagnostics.Metrics;

namespace TradingBot.Telemetry;

/// <summary>Memory, processor time and the collector's pauses, as the runtime reports them.</summary>
internal static class ProcessMeter
{
    public static void AddTo(Meter meter)
    {
        meter.CreateObservableGauge("tradingbot.process.memory", () => Environment.WorkingSet, "By");
        meter.CreateObservableCounter(
            "tradingbot.process.cpu_time", () => Environment.CpuUsage.TotalTime.TotalMilliseconds, "ms");
        meter.CreateObservableGauge("tradingbot.gc.heap", () => GC.GetTotalMemory(forceFullCollection: false), "By");
        meter.CreateObservableCounter(
            "tradingbot.gc.pause_time", () => GC.GetTotalPauseDuration().TotalMilliseconds, "ms");
        meter.CreateObservableCounter("tradingbot.gc.collections", Collections);
    }

    private static IEnumerable<Measurement<int>> Collections() => Enumerable.Range(0, GC.MaxGeneration + 1)
        .Select(generation => new Measurement<int>(
            // A generation's count includes those of the older ones.
            GC.CollectionCount(generation) - (generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0),
            new KeyValuePair<string, object?>("generation", generation)));
}

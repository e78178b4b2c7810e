namespace TradingBot.Tests.Telemetry;

/// <summary>A test against npm's programs in <c>tests/telemetry</c>; skipped where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TelemetryTheoryAttribute : TheoryAttribute
{
    public TelemetryTheoryAttribute() => Skip = Folder.Missing;

    internal static NpmFolder Folder { get; } = new("telemetry");
}

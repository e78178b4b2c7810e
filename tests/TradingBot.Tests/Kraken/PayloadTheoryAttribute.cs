namespace TradingBot.Tests.Kraken;

/// <summary>A table of tests over shared payloads; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PayloadTheoryAttribute : TheoryAttribute
{
    public PayloadTheoryAttribute() => Skip = Payloads.Absence;
}

namespace TradingBot.Tests.Kraken;

/// <summary>A test over shared payloads; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PayloadFactAttribute : FactAttribute
{
    public PayloadFactAttribute() => Skip = Payloads.Absence;
}

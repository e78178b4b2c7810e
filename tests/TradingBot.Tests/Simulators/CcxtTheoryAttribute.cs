namespace TradingBot.Tests.Simulators;

/// <summary>A test that drives npm's ccxt; skipped where npm or its registry is out of reach.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CcxtTheoryAttribute : TheoryAttribute
{
    public CcxtTheoryAttribute() => Skip = Folder.Missing;

    internal static NpmFolder Folder { get; } = new("ccxt");
}

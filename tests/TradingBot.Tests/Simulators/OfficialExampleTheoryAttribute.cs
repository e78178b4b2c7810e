namespace TradingBot.Tests.Simulators;

/// <summary>A test on <see cref="OfficialExample"/>; skipped where the examples are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficialExampleTheoryAttribute : TheoryAttribute
{
    public OfficialExampleTheoryAttribute()
    {
        if (!OfficialExample.IsThere)
            Skip = $"{OfficialExample.Folder} is not beside the checkout";
    }
}

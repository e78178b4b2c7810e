namespace TradingBot.Tests.Deploy;

/// <summary>A test that needs programs of the machine, and is skipped where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] programs) => Skip = Tool.Lacking(programs);
}

namespace TradingBot.Tests.Deploy;

/// <summary>As <see cref="ToolFactAttribute"/>, for each row of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] programs) => Skip = Tool.Lacking(programs);
}

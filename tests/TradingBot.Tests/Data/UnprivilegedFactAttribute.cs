namespace TradingBot.Tests.Data;

/// <summary>A test of file permissions, which do not hold for root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            Skip = "root may read every file";
    }
}

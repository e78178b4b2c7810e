namespace TradingBot.Tests;

/// <summary>A test of what Linux does with files and processes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "file modes and flock(1) are Linux's";
    }
}

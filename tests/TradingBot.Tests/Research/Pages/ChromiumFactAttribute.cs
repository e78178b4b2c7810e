namespace TradingBot.Tests.Research.Pages;

/// <summary>A test in a browser; skipped where Debian's chromium is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Program = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!File.Exists(Program))
            Skip = $"needs {Program}, which this machine lacks: apt-get install chromium";
    }
}

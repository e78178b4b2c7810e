namespace TradingBot.Tests.Telemetry;

/// <summary>A test against Debian's netdata; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetdataFactAttribute : FactAttribute
{
    public NetdataFactAttribute()
    {
        if (!Array.Exists(["/usr/sbin/netdata", "/usr/bin/netdata"], File.Exists))
            Skip = "netdata is not installed here: apt-get install netdata-core";
    }
}

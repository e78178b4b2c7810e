namespace TradingBot.Tests.Data;

/// <summary>A test that needs a <see cref="SmallDisk"/>; skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly bool CanMount = TryIt();

    public SmallDiskFactAttribute()
    {
        if (!CanMount)
            Skip = "mounting a tmpfs needs Linux, root and the right to mount";
    }

    private static bool TryIt()
    {
        using var here = new TemporaryDirectory();
        using var disk = SmallDisk.TryMount(here.Path, "64k");
        return disk is not null;
    }
}

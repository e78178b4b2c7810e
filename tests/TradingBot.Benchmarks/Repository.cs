namespace TradingBot.Benchmarks;

/// <summary>Where this checkout is.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "TradingBot.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the checkout of this program");
        return directory.FullName;
    }
}

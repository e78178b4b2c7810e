namespace TradingBot.Tests;

/// <summary>The checkout that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "TradingBot.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the checkout of these tests");
        return directory.FullName;
    }
}

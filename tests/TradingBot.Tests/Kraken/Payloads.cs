namespace TradingBot.Tests.Kraken;

/// <summary>
/// The recorded and official payloads that stand beside the checkout, in <c>../shared/kraken/payloads</c>; what they
/// are is told in the README there. They are not part of the project.
/// </summary>
internal static class Payloads
{
    /// <summary>The folder, or null where it is not there.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why the tests that need it are skipped, or null.</summary>
    public static string? Absence { get; } =
        Folder is null ? "needs ../shared/kraken/payloads beside the checkout" : null;

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder!, file));

    /// <summary>All JSON files, as paths relative to the folder.</summary>
    public static IEnumerable<string> Files() => Folder is null
        ? []
        : Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "TradingBot.sln")))
                continue;
            var payloads = Path.Combine(folder.FullName, "..", "shared", "kraken", "payloads");
            return Directory.Exists(payloads) ? Path.GetFullPath(payloads) : null;
        }

        return null;
    }
}

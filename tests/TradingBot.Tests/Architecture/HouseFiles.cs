namespace TradingBot.Tests.Architecture;

/// <summary>The checkout's source files.</summary>
internal static class HouseFiles
{
    /// <summary>All C# files below a folder of the checkout; nothing that a build has made.</summary>
    public static IEnumerable<string> CSharp(string folder) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .Where(file => !file.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>All lines of them.</summary>
    public static IEnumerable<(string File, string Text)> Lines(string folder) =>
        CSharp(folder).SelectMany(file => File.ReadLines(file).Select(text => (file, text)));

    /// <summary>From the checkout's root, with <c>/</c>.</summary>
    public static string Relative(string file) =>
        Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/');
}

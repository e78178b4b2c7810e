using System.Globalization;
using System.IO.Compression;
using TradingBot.Cli;

namespace TradingBot.Tests;

/// <summary>A directory for one test: input files at its top, candles in <c>store</c>. Deleted at the end.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    public TemporaryDirectory()
        : this(Directory.CreateTempSubdirectory("tradingbot-test-").FullName)
    {
    }

    private TemporaryDirectory(string path) => Path = path;

    public string Path { get; }

    public string Store => this["store"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>On a file system in memory where there is one: waiting for a disk proves nothing there.</summary>
    public static TemporaryDirectory InMemory() => Directory.Exists(MemoryDisk)
        ? new TemporaryDirectory(Directory.CreateDirectory($"{MemoryDisk}/tradingbot-test-{Guid.NewGuid():N}").FullName)
        : new TemporaryDirectory();

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string WriteZip(string name, params (string Entry, string Text)[] entries)
    {
        using var archive = ZipFile.Open(this[name], ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(text);
        }

        return this[name];
    }

    /// <summary>Runs <c>history</c> with the arguments and this directory's store.</summary>
    public (int ExitCode, string Output, string Errors) History(params string[] arguments) =>
        History(CancellationToken.None, arguments);

    public (int ExitCode, string Output, string Errors) History(CancellationToken stop, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = CommandLine.RunAsync(["history", .. arguments, "--data", Store], output, errors, stop).GetAwaiter().GetResult();
        return (exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>The store's files but for the lock, with their content.</summary>
    public Dictionary<string, string> StoredFiles() =>
        Directory.Exists(Store)
            ? Directory.GetFiles(Store)
                .Where(file => !file.EndsWith("import.lock", StringComparison.Ordinal))
                .ToDictionary(
                    file => System.IO.Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)))
            : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

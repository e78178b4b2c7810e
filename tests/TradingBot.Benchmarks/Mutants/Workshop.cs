using TradingBot.Tests;
using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>
/// A built copy of the sources, in which one mistake at a time is planted. Only the project with the mistake is
/// compiled again, and its assembly put beside the tests and the benchmarks that were built once: they need no other as long as
/// no signature changes.
/// </summary>
internal sealed class Workshop
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    // What only a person reads, or another build checks, takes half of the time.
    private static readonly string[] Quick =
    [
        "-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false",
        "-p:GenerateDocumentationFile=false", "-p:TreatWarningsAsErrors=false",
        "-p:EmitCompilerGeneratedFiles=true",
    ];

    private static readonly string[] Projects =
    [
        "TradingBot.Core", "TradingBot.Exchanges", "TradingBot.Data", "TradingBot.Research", "TradingBot.Simulators",
        "TradingBot",
    ];

    private readonly Dictionary<string, ProjectCompiler> _compilers = [];
    private readonly Dictionary<string, byte[]> _clean = [];
    private string? _planted;

    private Workshop(string root) => Root = root;

    /// <summary>The top of the copy.</summary>
    public string Root { get; }

    /// <summary>The built tests, and the worlds beside them.</summary>
    public string Tests => Output("tests", "TradingBot.Tests");

    /// <summary>The built benchmarks, among them the simulations.</summary>
    public string Benchmarks => Output("tests", "TradingBot.Benchmarks");

    /// <summary>Copies what git knows, or would take, and builds it.</summary>
    /// <param name="root">Where to.</param>
    /// <param name="progress">Told what is begun.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidOperationException">It cannot be built; with the compiler's words.</exception>
    public static async Task<Workshop> OpenAsync(
        string root, Action<string> progress, CancellationToken cancellation)
    {
        progress($"copying the sources to {root}");
        var (exit, list) = await Tool.RunAsync(
            Repository.Root, BuildLimit, cancellation, "git", "ls-files", "--cached", "--others", "--exclude-standard");
        if (exit != 0)
            throw new InvalidOperationException("git does not tell which files are the sources: " + list);
        var files = list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var file in files.Where(file => File.Exists(Path.Combine(Repository.Root, file))))
        {
            var copy = Path.Combine(root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }

        var workshop = new Workshop(root);
        foreach (var project in new[] { "TradingBot.Tests", "TradingBot.Benchmarks" })
        {
            progress($"building {project}");
            var built = await Tool.RunAsync(
                root, BuildLimit, cancellation, ["dotnet", "build", $"tests/{project}", .. Quick]);
            if (built.Exit != 0)
                throw new InvalidOperationException($"the sources as they are cannot be built: {Errors(built.Output)}");
        }

        foreach (var project in Projects)
        {
            var sources = Path.Combine(root, "src", project);
            workshop._compilers[project] = await ProjectCompiler.OpenAsync(sources, cancellation);
            foreach (var file in workshop.Copies(project))
                workshop._clean[file] = await File.ReadAllBytesAsync(file, cancellation);
        }

        return workshop;
    }

    /// <summary>Compiles a mistake and puts it where it will be looked for.</summary>
    /// <exception cref="FormatException">It no longer applies, or does not compile.</exception>
    public async Task PlantAsync(Mutant mutant, CancellationToken cancellation)
    {
        var path = Path.Combine(Root, mutant.File);
        if (mutant.File.Split('/') is not ["src", var project, ..] || !Projects.Contains(project) || !File.Exists(path))
            throw new FormatException($"there is no source {mutant.File}");
        var source = mutant.Apply(await File.ReadAllTextAsync(path, cancellation));
        var made = _compilers[project].Make(path, source, cancellation);
        _planted = project;
        foreach (var file in Copies(project))
            await File.WriteAllBytesAsync(file, made, cancellation);
    }

    /// <summary>Takes the mistake out again.</summary>
    public void Clear()
    {
        foreach (var file in _planted is null ? [] : Copies(_planted))
            File.WriteAllBytes(file, _clean[file]);
        _planted = null;
    }

    /// <summary>Wherever the project's assembly is run from.</summary>
    private IEnumerable<string> Copies(string project) => new[]
        {
            Tests, Benchmarks, Output("src", "TradingBot"),
        }
        .Select(folder => Path.Combine(folder, project + ".dll")).Where(File.Exists);

    private string Output(string folder, string project) => Path.Combine(Root, folder, project, "bin/Release/net10.0");

    private static string Errors(string output) => string.Join("; ", output.Split('\n')
        .Where(line => line.Contains("error ", StringComparison.Ordinal))
        .Select(line => line[line.IndexOf("error ", StringComparison.Ordinal)..].Trim()).Distinct().Take(3));
}

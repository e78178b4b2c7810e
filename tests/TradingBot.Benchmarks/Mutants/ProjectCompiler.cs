using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>
/// One project, parsed once and compiled again with one source changed: a second in place of the ten of a build. What
/// source generators make was written down by the build before, so a change that they would notice is not possible.
/// </summary>
internal sealed class ProjectCompiler
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly CSharpCompilation _clean;
    private readonly CSharpParseOptions _options;
    private readonly IReadOnlyList<ResourceDescription> _resources;

    private ProjectCompiler(
        CSharpCompilation clean, CSharpParseOptions options, IReadOnlyList<ResourceDescription> resources) =>
        (_clean, _options, _resources) = (clean, options, resources);

    /// <param name="directory">The project's, built with <c>EmitCompilerGeneratedFiles</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidOperationException">The build does not tell how it calls the compiler.</exception>
    public static async Task<ProjectCompiler> OpenAsync(string directory, CancellationToken cancellation)
    {
        // Something that is newer than the assembly, or the compiler would not be called.
        File.SetLastWriteTimeUtc(Directory.EnumerateFiles(directory, "*.csproj").Single(), DateTime.UtcNow);
        var (exit, output) = await Tool.RunAsync(
            directory, Limit, cancellation,
            "dotnet", "build", "-c", "Release", "--no-restore", "--no-dependencies", "-t:PrepareResources;Compile",
            "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-getItem:CscCommandLineArgs");
        if (exit != 0)
            throw new InvalidOperationException("the build does not tell how it calls the compiler: " + output);
        using var json = JsonDocument.Parse(output);
        var words = json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!);
        var arguments = CSharpCommandLineParser.Default.Parse(words, directory, sdkDirectory: null);
        var generated = Path.Combine(directory, "obj/Release/net10.0/generated");
        var made = Directory.Exists(generated)
            ? Directory.EnumerateFiles(generated, "*.cs", SearchOption.AllDirectories)
            : []; // not every project has something to generate
        var trees = arguments.SourceFiles.Select(file => file.Path).Concat(made)
            .Select(path => Parse(File.ReadAllText(path), path, arguments.ParseOptions));
        var references = arguments.MetadataReferences.Select(reference =>
            MetadataReference.CreateFromFile(Path.Combine(directory, reference.Reference), reference.Properties));
        var options = arguments.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default);
        return new ProjectCompiler(
            CSharpCompilation.Create(arguments.CompilationName, trees, references, options),
            arguments.ParseOptions,
            arguments.ManifestResources);
    }

    /// <summary>The project's assembly with one source changed.</summary>
    /// <param name="path">The source's.</param>
    /// <param name="text">What it says now.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">It does not compile; with the compiler's words.</exception>
    public byte[] Make(string path, string text, CancellationToken cancellation)
    {
        var old = _clean.SyntaxTrees.First(tree => Path.GetFullPath(tree.FilePath) == Path.GetFullPath(path));
        using var assembly = new MemoryStream();
        var made = _clean.ReplaceSyntaxTree(old, Parse(text, path, _options))
            .Emit(assembly, manifestResources: _resources, cancellationToken: cancellation);
        if (made.Success)
            return assembly.ToArray();
        var errors = made.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error);
        throw new FormatException("does not compile: " + string.Join("; ", errors.Take(3)));
    }

    private static SyntaxTree Parse(string text, string path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, path);
}

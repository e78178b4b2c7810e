using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using TradingBot.Core;
using TradingBot.Core.Strategies;

namespace TradingBot.UserStrategies;

/// <summary>
/// Compiles one C# file in memory, against Core and a few assemblies of the framework. The compiler itself is loaded
/// only when this class is used: a strategy of the catalogue must not pay for it.
/// </summary>
internal static class StrategyCompiler
{
    private const int MaxErrors = 20;

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.Linq;";

    /// <summary>
    /// Beside Core and the runtime's own library, of whose names <see cref="StrategyLanguage"/> allows a part.
    /// </summary>
    private static readonly string[] Framework = ["System.Runtime", "System.Collections", "System.Linq"];

    /// <exception cref="StrategyFileException">Each error in a line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    [RequiresUnreferencedCode(StrategyFile.OnlyFull)]
    public static Assembly Compile(string path)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        using var file = File.OpenRead(path);
        var source = CSharpSyntaxTree.ParseText(SourceText.From(file, Encoding.UTF8), options, path);
        RequireTypes(path, source);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [source, CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));
        var errors = StrategyLanguage.Forbidden(source, compilation).ToList();
        if (errors.Count > 0)
            Refuse(path, errors.Concat(Errors(compilation.GetDiagnostics()))); // all at once
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = Instrumented(compilation, source).Emit(
            code, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!emitted.Success)
        {
            Refuse(path, Errors(compilation.GetDiagnostics())); // where they are in the source as it was written
            Refuse(path, Errors(emitted.Diagnostics));
        }

        code.Position = symbols.Position = 0;
        return new AssemblyLoadContext(path).LoadFromStream(code, symbols);
    }

    /// <summary>Of another language the compiler says a hundred things, and none that helps.</summary>
    private static void RequireTypes(string path, SyntaxTree source)
    {
        var isCode = source.GetRoot().DescendantNodes().Any(node => node is TypeDeclarationSyntax);
        if (!isCode && source.GetDiagnostics().Any(one => one.Severity == DiagnosticSeverity.Error))
        {
            throw new StrategyFileException(
                $"{path}: no strategy class in this C# file; 'TradingBot strategies new MyStrategy' writes one");
        }
    }

    private static CSharpCompilation Instrumented(CSharpCompilation compilation, SyntaxTree source)
    {
        var root = new StrategyInstruments(compilation.GetSemanticModel(source)).Visit(source.GetRoot());
        return compilation.ReplaceSyntaxTree(source, source.WithRootAndOptions(root!, source.Options));
    }

    private static IEnumerable<(Location Location, string Message)> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => (diagnostic.Location, $"{diagnostic.GetMessage(null)} ({diagnostic.Id})"));

    private static void Refuse(string path, IEnumerable<(Location Location, string Message)> errors)
    {
        var lines = errors
            .Select(error => (At: error.Location.GetLineSpan().StartLinePosition, error.Message))
            .OrderBy(error => error.At)
            .DistinctBy(error => error.At.Line) // what follows in a line mostly follows from the first
            .Select(error => $"{path}({error.At.Line + 1},{error.At.Character + 1}): {error.Message}")
            .ToArray();
        if (lines.Length > MaxErrors)
            lines = [.. lines.Take(MaxErrors), $"{path}: and {lines.Length - MaxErrors} more"];
        if (lines.Length > 0)
            throw new StrategyFileException(string.Join(Environment.NewLine, lines));
    }

    /// <summary>The assemblies as they are loaded: a program published as one file has them nowhere else.</summary>
    private static unsafe List<MetadataReference> References()
    {
        Assembly[] assemblies =
        [
            typeof(object).Assembly,
            typeof(IStrategy).Assembly,
            .. Framework.Select(name => Assembly.Load(new AssemblyName(name))),
        ];
        var references = new List<MetadataReference>();
        foreach (var assembly in assemblies)
        {
            if (!assembly.TryGetRawMetadata(out var metadata, out var length))
                throw new InvariantViolatedException($"{assembly.GetName().Name} has no metadata to compile against");
            var module = ModuleMetadata.CreateFromMetadata((nint)metadata, length);
            references.Add(AssemblyMetadata.Create(module).GetReference());
        }

        return references;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Input;

namespace TradingBot.UserStrategies;

/// <summary>A strategy of the user's own: a C# file that is compiled at start, or an assembly.</summary>
internal static class StrategyFile
{
    /// <summary>Why it is guarded by <see cref="FullProgram.IsThis"/>, for the compiler's warnings.</summary>
    internal const string OnlyFull = "Only the full program is published with all that a strategy may name.";

    /// <summary>True for what is the name of a file, not that of a strategy in the catalogue.</summary>
    public static bool IsNamedBy(string text) =>
        text.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || IsAssembly(text);

    /// <exception cref="StrategyFileException">It cannot be read, compiled, or has no strategy.</exception>
    /// <exception cref="FullProgramNeededException">This program has no compiler.</exception>
    public static StrategyDefinition Load(string path)
    {
        if (!Path.Exists(path))
            throw new StrategyFileException($"{path}: no such file");
        if (!FullProgram.IsThis)
            throw new FullProgramNeededException();
        StrategyGuard.Begin(); // static fields are set before anything is asked
        try
        {
            var assembly = IsAssembly(path) ? LoadAssembly(path) : StrategyCompiler.Compile(path);
            return Guarded(DefinitionOf(assembly, path), path);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new StrategyFileException($"{path}: {failure.Message}");
        }
    }

    private static bool IsAssembly(string text) => text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    [RequiresUnreferencedCode(OnlyFull)]
    private static Assembly LoadAssembly(string path)
    {
        var file = Path.GetFullPath(path);
        var context = new AssemblyLoadContext(file);
        // what it brings along stands beside it; Core is ours
        context.Resolving += (loading, name) =>
            Path.Combine(Path.GetDirectoryName(file)!, $"{name.Name}.dll") is var beside && File.Exists(beside)
                ? loading.LoadFromAssemblyPath(beside)
                : null;
        return context.LoadFromAssemblyPath(file);
    }

    /// <summary>The one public static property of this type that a strategy's class has.</summary>
    [RequiresUnreferencedCode(OnlyFull)]
    private static StrategyDefinition DefinitionOf(Assembly assembly, string path)
    {
        const string expected = "public static StrategyDefinition Definition { get; } = new(...)";
        try
        {
            var found = assembly.GetExportedTypes()
                .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
                .Where(property => property.PropertyType == typeof(StrategyDefinition))
                .ToArray();
            return found.Length == 1
                ? (StrategyDefinition?)found[0].GetValue(null)
                    ?? throw new StrategyFileException($"{path}: {found[0].Name} is null; '{expected}' is needed")
                : throw new StrategyFileException(
                    $"{path}: {found.Length} strategies are declared in its public classes; "
                    + $"exactly one '{expected}' is needed");
        }
        catch (Exception failure) when (failure is TargetInvocationException or TypeInitializationException)
        {
            throw new StrategyFileException(Failed(path, failure));
        }
        catch (Exception failure) when (failure is ReflectionTypeLoadException or TypeLoadException)
        {
            throw new StrategyFileException($"{path}: does not fit this TradingBot: {failure.Message}");
        }
    }

    /// <summary>With the parameters that every strategy has, and with its failures explained.</summary>
    private static StrategyDefinition Guarded(StrategyDefinition definition, string path)
    {
        CheckName(definition.Name, path);
        var twice = definition.Parameters.GroupBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new StrategyFileException($"{path}: the parameter '{twice.Key}' is declared twice");
        var missing = ExitParameters.Declare().Prepend(StrategyParameter.Price("close"))
            .ExceptBy(definition.Parameters.Select(parameter => parameter.Name), parameter => parameter.Name);
        var work = StrategyWork.Of(path);
        return definition with
        {
            Origin = Path.GetFullPath(path),
            Parameters = [.. definition.Parameters, .. missing],
            Create = (chart, settings) => new GuardedStrategy(() => definition.Create(chart, settings), work),
        };
    }

    /// <summary>The name is part of file names, and distinguishes the bots of one machine.</summary>
    private static void CheckName(string name, string path)
    {
        if (name.Length is 0 or > 60 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            throw new StrategyFileException(
                $"{path}: '{name}' is not allowed as a name; use letters, digits and dashes");
        }

        if (StrategyCatalog.Find(name) is not null)
        {
            throw new StrategyFileException(
                $"{path}: '{name}' is the name of a strategy of the catalogue; use another");
        }
    }

    /// <summary>What a strategy threw, with its line if that is known.</summary>
    internal static string Failed(string path, Exception failure)
    {
        var reason = StrategyGuard.Ended ?? ThrownByUser(failure);
        return $"{Place(path, reason)}: {reason.GetType().Name}: {reason.Message.ReplaceLineEndings(" ")}";
    }

    /// <summary>Where it threw: the file, with the line if that is known.</summary>
    internal static string Place(string path, Exception failure)
    {
        var frames = new System.Diagnostics.StackTrace(failure, fNeedFileInfo: true).GetFrames();
        var line = frames.FirstOrDefault(frame => frame.GetFileName() == path)?.GetFileLineNumber();
        return line is null ? path : $"{path}({line})";
    }

    /// <summary>Without what the runtime puts around an exception of a static initialiser or of a call.</summary>
    private static Exception ThrownByUser(Exception failure)
    {
        while (failure is { InnerException: { } inner } and (TargetInvocationException or TypeInitializationException))
            failure = inner;
        return failure;
    }
}

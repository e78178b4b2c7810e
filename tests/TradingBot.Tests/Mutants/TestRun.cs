using System.Reflection;
using Xunit.Sdk;

namespace TradingBot.Tests.Mutants;

/// <summary>
/// Runs test classes without a test host, which takes longer to start than most classes to run:
/// <c>dotnet TradingBot.Tests.dll FeedTests Storage. -JournalTests</c>, where a name with a point is a folder's and one
/// with a minus is left out. It ends with the first test that fails.
/// </summary>
internal static class TestRun
{
    /// <returns>0: none failed, 1: one did and is named, 2: there is no such class.</returns>
    public static async Task<int> Main(string[] names)
    {
        var classes = typeof(TestRun).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && !names.Contains("-" + type.Name))
            .Where(type => names.Contains(type.Name) || names.Contains(type.Namespace?.Split('.')[^1] + "."))
            .Where(type => TestsOf(type).Any())
            .ToList();
        var missing = names.Where(name => name[0] != '-' && name[^1] != '.' && classes.All(type => type.Name != name));
        if (classes.Count == 0 || missing.Any())
        {
            Console.WriteLine($"no test class is called {string.Join(", ", missing)}");
            return 2;
        }

        using var failed = new CancellationTokenSource();
        try
        {
            await Parallel.ForEachAsync(classes, failed.Token, async (type, _) =>
            {
                var fixtures = FixturesOf(type);
                foreach (var (test, arguments) in TestsOf(type))
                {
                    if (failed.IsCancellationRequested
                        || await FailureOf(type, fixtures, test, arguments) is not { } failure)
                    {
                        continue;
                    }

                    Console.WriteLine($"failed {type.Name}.{test.Name}: {failure.GetType().Name}: {failure.Message}");
                    await failed.CancelAsync();
                }

                foreach (var fixture in fixtures.OfType<IDisposable>())
                    fixture.Dispose();
            });
        }
        catch (OperationCanceledException)
        {
            // the first failure is enough
        }

        return failed.IsCancellationRequested ? 1 : 0;
    }

    /// <summary>A class's tests, a theory once for each row: with its defaults, and the rest of a row as an array.</summary>
    public static IEnumerable<(MethodInfo Test, object?[] Arguments)> TestsOf(Type type)
    {
        foreach (var method in type.GetMethods())
        {
            if (method.GetCustomAttribute<FactAttribute>() is not { Skip: null } fact)
                continue;
            if (fact is not TheoryAttribute)
                yield return (method, []);
            else
            {
                var rows = method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method));
                foreach (var row in rows)
                    yield return (method, TypeUtility.ResolveMethodArguments(method, row ?? [null]));
            }
        }
    }

    /// <summary>What the tests of a class share: the arguments of its constructor.</summary>
    private static object?[] FixturesOf(Type type) =>
        [.. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => Activator.CreateInstance(parameter.ParameterType))];

    private static async Task<Exception?> FailureOf(
        Type type, object?[] fixtures, MethodInfo test, object?[] arguments)
    {
        object? instance = null;
        try
        {
            instance = test.IsStatic ? null : Activator.CreateInstance(type, fixtures);
            if (instance is IAsyncLifetime begun)
                await begun.InitializeAsync();
            if (test.Invoke(instance, arguments) is Task running)
                await running;
            return null;
        }
        catch (TargetInvocationException failure)
        {
            return failure.InnerException;
        }
        catch (Exception failure)
        {
            return failure;
        }
        finally
        {
            if (instance is IAsyncLifetime ended)
                await ended.DisposeAsync();
            (instance as IDisposable)?.Dispose();
        }
    }
}

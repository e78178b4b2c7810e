using System.Reflection;

namespace TradingBot.Tests.Hosting;

/// <summary>Stands for a part that throws what it never should, where a test wants it to.</summary>
public class Planted : DispatchProxy
{
    private string _method = "";
    private Func<MethodInfo, object?[], object?> _otherwise = (_, _) => null;

    /// <typeparam name="T">The part's contract.</typeparam>
    /// <param name="method">The one that throws.</param>
    /// <param name="otherwise">What the others return.</param>
    public static T In<T>(string method, Func<MethodInfo, object?[], object?> otherwise)
        where T : class
    {
        var part = Create<T, Planted>();
        var planted = (Planted)(object)part;
        (planted._method, planted._otherwise) = (method, otherwise);
        return part;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == _method
        ? throw new InvalidOperationException($"planted in {_method}")
        : _otherwise(targetMethod, args ?? []);
}

using System.Collections;
using System.Reflection;

namespace TradingBot.Tests.Engine;

/// <summary>Holds two objects against each other, field by field, private ones too, down to the last.</summary>
/// <param name="ignored">Fields by <c>Type.name</c> that may differ, each for a reason that the caller states.</param>
internal sealed class ObjectGraph(params string[] ignored)
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<(object, object)> _seen = new(new SamePair());

    /// <returns>Where they differ, in words; null where they do not.</returns>
    public string? Difference(object? one, object? other, string path = "")
    {
        if (ReferenceEquals(one, other))
            return null;
        if (IsList(one) && IsList(other)) // of whatever type: what is in them counts
            return OfLists([.. ((IEnumerable)one!).Cast<object?>()], [.. ((IEnumerable)other!).Cast<object?>()], path);
        if (one is null || other is null || one.GetType() != other.GetType())
            return $"{path}: {one ?? "null"} and {other ?? "null"}";
        var type = one.GetType();
        if (one is decimal left && other is decimal right) // with its digits: 0.20 is written otherwise than 0.2
        {
            return left == right && left.Scale == right.Scale
                ? null
                : FormattableString.Invariant($"{path}: {one} and {other}");
        }

        if (type.IsPrimitive || type.IsEnum || one is string or DateTime or TimeSpan or Guid)
            return one.Equals(other) ? null : FormattableString.Invariant($"{path}: {one} and {other}");
        if (one is Delegate or Type || !_seen.Add((one, other)))
            return null;
        return OfFields(one, other, type, path);
    }

    private static bool IsList(object? it) => it is IEnumerable and not string
        && (it is Array || it.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal));

    private string? OfLists(List<object?> one, List<object?> other, string path)
    {
        if (one.Count != other.Count)
            return $"{path}: {one.Count} and {other.Count} elements";
        return one.Select((element, i) => Difference(element, other[i], $"{path}[{i}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private string? OfFields(object one, object other, Type type, string path)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(All))
            {
                var name = field.Name.Split('<', '>') is [_, var property, _] ? property : field.Name;
                if (ignored.Contains($"{declaring.Name}.{name}"))
                    continue;
                if (Difference(field.GetValue(one), field.GetValue(other), $"{path}.{name}") is { } difference)
                    return difference;
            }
        }

        return null;
    }

    private sealed class SamePair : IEqualityComparer<(object, object)>
    {
        public bool Equals((object, object) x, (object, object) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((object, object) pair) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1),
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}

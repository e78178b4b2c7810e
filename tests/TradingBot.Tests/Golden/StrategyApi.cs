using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Golden;

/// <summary>
/// What a user's strategy compiles against, a line for each type and member: the four rooms of Core that a strategy
/// lives in, and whatever else of Core they hand to it or take from it. The compiler lets a file name the rest of Core
/// too, but nothing there ever gets to a strategy, and nothing of it is promised.
/// </summary>
internal static class StrategyApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(IStrategy).Assembly;
    private static readonly string[] Rooms = ["Charts", "Indicators", "Market", "Strategies"];

    /// <summary>Sorted by the letters' numbers, so that every machine and language gives the same.</summary>
    public static IReadOnlyList<string> Lines() =>
        [.. Types().SelectMany(type => Members(type).Prepend(Head(type))).Order(StringComparer.Ordinal)];

    /// <summary>The name of a type as the lines have it.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsByRef)
            return NameOf(type.GetElementType()!);
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        var name = type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}"
            : type.Namespace == "System" ? type.Name
            : $"{type.Namespace}.{type.Name}";
        name = name.Replace("TradingBot.Core.", "", StringComparison.Ordinal).Split('`')[0];
        return type.IsGenericType && !type.IsNested
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }

    private static HashSet<Type> Types()
    {
        var found = new HashSet<Type>();
        var toDo = new Queue<Type>(Core.GetExportedTypes().Where(type => Rooms.Any(
            room => type.Namespace == $"TradingBot.Core.{room}")));
        while (toDo.TryDequeue(out var type))
        {
            if (type.Name.Contains('<') || !found.Add(type))
                continue;
            foreach (var mentioned in Seen(type).SelectMany(Mentioned).SelectMany(Parts))
                toDo.Enqueue(mentioned);
        }

        return found;
    }

    /// <summary>Of Core, the types that one written type consists of.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        var own = type.Assembly == Core && !type.IsGenericParameter
            ? [type.IsGenericType ? type.GetGenericTypeDefinition() : type]
            : Array.Empty<Type>();
        return type.GetGenericArguments().SelectMany(Parts).Concat(own);
    }

    private static IEnumerable<Type> Mentioned(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(one => one.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(one => one.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        Type nested => [nested],
        _ => [],
    };

    /// <summary>What is seen from outside and was written by somebody.</summary>
    private static IEnumerable<MemberInfo> Seen(Type type) => type.GetMembers(Declared).Where(member =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute)) && !member.Name.Contains('<') && member switch
        {
            MethodInfo { IsSpecialName: true } method =>
                IsSeen(method) && method.Name.StartsWith("op_", StringComparison.Ordinal),
            MethodBase method => IsSeen(method),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsSeen),
            FieldInfo field => field.IsPublic && !field.IsSpecialName,
            Type nested => nested.IsNestedPublic,
            _ => false,
        });

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        IEnumerable<string> above =
            type.GetInterfaces().Where(one => one.Assembly == Core).Select(NameOf).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType)
            above = above.Prepend(NameOf(parent));
        var list = string.Join(", ", above);
        return $"{NameOf(type)}: {kind}{(list.Length > 0 ? $" of {list}" : "")}";
    }

    private static IEnumerable<string> Members(Type type) => Seen(type)
        .Where(member => member is not Type)
        .Select(member => $"{NameOf(type)}.{Line(member)}");

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{method.Name}{Generics(method)}({Parameters(method)}): {NameOf(method.ReturnType)}"
            + Manner(method),
        PropertyInfo property => Property(property),
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {Value(field.GetRawConstantValue())}",
        FieldInfo field => $"{field.Name}: {NameOf(field.FieldType)}{(field.IsStatic ? " static" : "")}",
        _ => member.Name,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsSeen).ToList();
        var words = accessors.Select(accessor => accessor.ReturnType != typeof(void) ? "get"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
            : "set");
        var index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        return $"{property.Name}{(index.Length > 0 ? $"[{index}]" : "")}: {NameOf(property.PropertyType)} "
            + $"{string.Join(' ', words)}{required}{Manner(accessors[0])}";
    }

    private static string Manner(MethodInfo method) =>
        (method.IsStatic ? " static" : "")
        + (method.DeclaringType!.IsInterface && !method.IsAbstract && !method.IsStatic ? " with a default" : "")
        + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? " abstract" : "")
        + (method.IsFamily ? " protected" : "");

    private static string Generics(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => one.Name))}>"
        : "";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "")
        + (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute))
            ? "params "
            : "")
        + $"{NameOf(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "");

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

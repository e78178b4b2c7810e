using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Bots;

/// <summary>The values of an enum in the words that options have for them: <c>post-only</c>.</summary>
internal static class EnumWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => Of($"{value}");

    public static IEnumerable<string> All(Type type) => Enum.GetNames(type).Select(Of);

    private static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

/// <summary>The same in JSON, and never a number.</summary>
internal sealed class EnumWordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, false)
    where T : struct, Enum;

using System.Globalization;
using System.Text.Json;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>Whether a value of JSON is one of a type, and in words what is one.</summary>
internal static class JsonValues
{
    private static readonly Dictionary<Type, (string Allowed, Func<JsonElement, bool> Is)> Known = new()
    {
        [typeof(string)] = ("a text", value => value.ValueKind == JsonValueKind.String),
        [typeof(int)] = ("a whole number", value => IsNumber(value) && value.TryGetInt32(out _)),
        [typeof(decimal)] = ("a number", value => IsNumber(value) && value.TryGetDecimal(out _)),
        [typeof(double)] = ("a number", value => IsNumber(value) && value.TryGetDouble(out _)),
        [typeof(TimeSpan)] = ("a length of time, hours:minutes:seconds, such as \"00:05:00\"", IsTime),
        [typeof(TradeSize)] = ("a volume (\"0.002\"), an amount (\"250USD\") or a share (\"5%\")", IsText),
        [typeof(IReadOnlyDictionary<string, string>)] = ("an object with a text or a number for each name", IsTexts),
    };

    public static bool IsValue(Type type) => type.IsEnum || Known.ContainsKey(type);

    public static string Allowed(Type type) =>
        type.IsEnum ? string.Join(" or ", EnumWords.All(type).Select(word => $"\"{word}\""))
        : Known.TryGetValue(type, out var known) ? known.Allowed
        : "an object, { … }";

    /// <summary>What is wrong with it, and what is allowed; null where it is right.</summary>
    public static string? Problem(JsonElement value, Type type)
    {
        var isRight = type.IsEnum
            ? value.ValueKind == JsonValueKind.String && EnumWords.All(type).Contains(value.GetString())
            : Known[type].Is(value);
        if (!isRight)
            return $"{value.GetRawText()} is not allowed; use {Allowed(type)}";
        return type == typeof(TradeSize) ? ProblemOfSize(value.GetString()!) : null;
    }

    private static string? ProblemOfSize(string text)
    {
        try
        {
            _ = TradeSize.Parse(text);
            return null;
        }
        catch (UserError wrong)
        {
            return wrong.Message;
        }
    }

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsTime(JsonElement value) => IsText(value)
        && TimeSpan.TryParseExact(value.GetString(), "c", CultureInfo.InvariantCulture, out _);

    private static bool IsTexts(JsonElement value) => value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().All(one => IsText(one.Value) || IsNumber(one.Value))
        && value.EnumerateObject().DistinctBy(one => one.Name).Count() == value.EnumerateObject().Count();
}

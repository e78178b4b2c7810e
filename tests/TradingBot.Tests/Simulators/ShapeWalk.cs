using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>Walks an answer and an example side by side and says where they differ in shape.</summary>
/// <param name="optional">Fields, by path, that the example has and the answer need not.</param>
/// <param name="additional">Fields, by path, that the answer has and the example has not.</param>
internal sealed class ShapeWalk(IReadOnlySet<string> optional, IReadOnlySet<string> additional)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences => _differences;

    public void Compare(JsonElement answer, JsonElement example, string path)
    {
        if (example.ValueKind == JsonValueKind.Null || (answer.ValueKind == JsonValueKind.Null && MayBeNull(path)))
            return;
        if (TypeOf(answer) != TypeOf(example))
            _differences.Add($"{path}: {TypeOf(answer)} instead of {TypeOf(example)}");
        else if (example.ValueKind == JsonValueKind.Object)
            CompareObjects(answer, example, path);
        else if (example.ValueKind == JsonValueKind.Array)
            CompareArrays(answer, example, path);
    }

    private void CompareObjects(JsonElement answer, JsonElement example, string path)
    {
        // keys that are names (XXBTZUSD, OABCDE-…, ZUSD) rather than fields: each value has the shape of the first
        if (example.EnumerateObject().Any() && example.EnumerateObject().All(property => IsName(property.Name)))
        {
            if (!answer.EnumerateObject().Any())
                _differences.Add($"{path}: empty");
            foreach (var property in answer.EnumerateObject())
            {
                if (!IsName(property.Name))
                    _differences.Add($"{path}.{property.Name}: not a name");
                // one example may leave out what another of them has
                Compare(property.Value, Richest(example), $"{path}.*");
            }

            return;
        }

        foreach (var field in example.EnumerateObject().Where(field => !IsName(field.Name)))
        {
            var at = $"{path}.{field.Name}";
            if (answer.TryGetProperty(field.Name, out var value))
                Compare(value, field.Value, at);
            else if (!optional.Contains(at))
                _differences.Add($"{at}: missing");
        }

        CompareRest(answer, example, path);
    }

    private void CompareRest(JsonElement answer, JsonElement example, string path)
    {
        foreach (var field in answer.EnumerateObject().Where(field => !example.TryGetProperty(field.Name, out _)))
        {
            // {"XXBTZUSD": […], "last": …}: a name among fields
            var named = example.EnumerateObject().FirstOrDefault(other => IsName(other.Name));
            if (IsName(field.Name) && named.Value.ValueKind != JsonValueKind.Undefined)
                Compare(field.Value, named.Value, $"{path}.*");
            else if (!additional.Contains($"{path}.{field.Name}"))
                _differences.Add($"{path}.{field.Name}: not in the example");
        }

        foreach (var name in example.EnumerateObject().Where(field => IsName(field.Name)))
        {
            if (answer.TryGetProperty(name.Name, out var value))
                Compare(value, name.Value, $"{path}.*");
        }
    }

    private void CompareArrays(JsonElement answer, JsonElement example, string path)
    {
        if (example.GetArrayLength() == 0)
        {
            if (answer.GetArrayLength() > 0)
                _differences.Add($"{path}: not empty");
            return;
        }

        var isRow = example.EnumerateArray().All(
            item => item.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            && example.GetArrayLength() > 1 && !path.EndsWith("leverage_buy", StringComparison.Ordinal)
            && !path.EndsWith("leverage_sell", StringComparison.Ordinal);
        if (isRow && answer.GetArrayLength() != example.GetArrayLength())
            _differences.Add($"{path}: {answer.GetArrayLength()} values instead of {example.GetArrayLength()}");
        if (!isRow && answer.GetArrayLength() == 0 && !optional.Contains($"{path}[]"))
            _differences.Add($"{path}: empty");
        for (var i = 0; i < answer.GetArrayLength() && (!isRow || i < example.GetArrayLength()); i++)
            Compare(answer[i], example[isRow ? i : 0], $"{path}[{(isRow ? i : "")}]");
    }

    /// <summary>The value among several with the most fields.</summary>
    private static JsonElement Richest(JsonElement map) => map.EnumerateObject()
        .Select(property => property.Value)
        .MaxBy(value => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Count() : 0);

    private static bool IsName(string key) =>
        key.Length >= 3 && key.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '/');

    private static bool MayBeNull(string path) => path.EndsWith(".reason", StringComparison.Ordinal)
        || path.EndsWith(".userref", StringComparison.Ordinal); // recorded beside a client's id

    private static string TypeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String when decimal.TryParse(
            element.GetString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)
            => "number in quotes",
        JsonValueKind.String => "text",
        _ => element.ValueKind.ToString(),
    };
}

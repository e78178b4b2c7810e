using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using TradingBot.Core;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>
/// A definition that a person has written. The serialiser ends at the first mistake and speaks of types, so all of them
/// are looked for first, property by property as the serialiser knows them.
/// </summary>
/// <param name="name">What messages call the file.</param>
internal sealed class BotFile(string name)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly string BreakersName =
        JsonNamingPolicy.CamelCase.ConvertName(nameof(BotDefinition.Breakers));

    /// <summary>What must be said is said in any file that has passed the check.</summary>
    private static readonly BotDefinition Defaults = new()
    {
        Venue = "",
        Pair = "",
        Period = 1,
        Strategy = new StrategyChoice("", new Dictionary<string, string>()),
        Size = new TradeSize.BaseVolume(1),
    };

    private readonly List<UserError> _problems = [];

    /// <exception cref="UserError">A line for each problem.</exception>
    public BotDefinition Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            CheckVersion(document.RootElement);
            Check(document.RootElement, BotJson.Default.BotDefinition, path: "");
            ThrowIfAny();
            var definition = Complete(document.RootElement).Deserialize(BotJson.Default.BotDefinition)!;
            foreach (var (property, problem) in BotChecks.Problems(definition))
                Add(property, problem);
            ThrowIfAny();
            return definition;
        }
        catch (JsonException wrong) when (wrong.LineNumber is { } line)
        {
            throw new UserError(FormattableString.Invariant($"{name}: not JSON at line {line + 1}: ")
                + wrong.Message.Split(" LineNumber:")[0]);
        }
    }

    /// <summary>
    /// With the defaults of what is not there. The generated reader sets every property, those without a value to null
    /// or 0, whatever the record says.
    /// </summary>
    private static JsonObject Complete(JsonElement given)
    {
        var all = JsonNode.Parse(Defaults.ToJson())!.AsObject();
        foreach (var property in given.EnumerateObject())
        {
            var value = JsonNode.Parse(property.Value.GetRawText(), documentOptions: Lenient);
            if (property.Name == BreakersName && value is JsonObject limits)
            {
                foreach (var (name, limit) in limits)
                    all[BreakersName]![name] = limit?.DeepClone();
            }
            else
            {
                all[property.Name] = value;
            }
        }

        return all;
    }

    /// <summary>What a later program means by its properties, this one cannot check.</summary>
    private void CheckVersion(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var version)
            && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number)
            && number > BotDefinition.CurrentVersion)
        {
            Add("version", $"{number} was written by a later TradingBot; this one reads "
                + $"{BotDefinition.CurrentVersion}");
            ThrowIfAny();
        }
    }

    private void Check(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(path, "must be an object, { … }");
            return;
        }

        var properties = type.Properties.Where(property => property.Get is not null).ToList(); // the others are ignored
        var names = properties.Select(property => property.Name).ToList();
        foreach (var (property, times) in element.EnumerateObject().CountBy(property => property.Name))
        {
            if (times > 1)
                Add(Join(path, property), "appears more than once");
        }

        foreach (var given in element.EnumerateObject())
        {
            if (properties.Find(property => property.Name == given.Name) is { } known)
                CheckValue(given.Value, known, Join(path, given.Name));
            else
                Add(Join(path, given.Name), Unknown(given.Name, names));
        }

        foreach (var missing in properties.Where(IsMissing))
            Add(Join(path, missing.Name), $"is missing; use {JsonValues.Allowed(missing.PropertyType)}");

        bool IsMissing(JsonPropertyInfo property) =>
            (property.IsRequired
                || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false })
            && !element.TryGetProperty(property.Name, out _);
    }

    private void CheckValue(JsonElement value, JsonPropertyInfo property, string path)
    {
        if (value.ValueKind == JsonValueKind.Null && property.IsSetNullable)
            return;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (JsonValues.IsValue(type))
        {
            var isPeriod = property.CustomConverter is PeriodConverter;
            if ((isPeriod ? PeriodConverter.Problem(value) : JsonValues.Problem(value, type)) is { } problem)
                Add(path, problem + (property.IsSetNullable ? ", or null" : ""));
        }
        else
        {
            Check(value, BotJson.Default.GetTypeInfo(type)!, path);
        }
    }

    private static string Unknown(string typed, List<string> names) => NearestName.Nearest(typed, names) is { } near
        ? $"is not known; did you mean '{near}'?"
        : $"is not known; use {string.Join(", ", names)}";

    private static string Join(string path, string property) => path.Length == 0 ? property : $"{path}.{property}";

    private void Add(string path, string problem) =>
        _problems.Add(new UserError(path.Length == 0 ? $"{name}: {problem}" : $"{name}: {path}: {problem}"));

    private void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw UserError.Of(_problems);
    }
}

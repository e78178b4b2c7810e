using System.Text.Json;

namespace TradingBot.Simulators.Kraken.Faults;

/// <summary>What goes wrong in a run. The same seed and the same requests give the same faults.</summary>
/// <param name="Seed">Of the chances.</param>
/// <param name="Rules">Tried in this order at each occasion; the first that applies happens.</param>
public sealed record FaultScenario(ulong Seed, IReadOnlyList<FaultRule> Rules)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Nothing goes wrong.</summary>
    public static FaultScenario None { get; } = new(0, []);

    /// <summary>Reads <c>{"seed":1,"rules":[{"fault":"lost-reply","on":"AddOrder"}]}</c>.</summary>
    /// <exception cref="JsonException">
    /// Not JSON, an unknown field or fault, a number out of its range; the message says where.
    /// </exception>
    public static FaultScenario Parse(string json)
    {
        var scenario = JsonSerializer.Deserialize<FaultScenario>(json, Form);
        if (scenario?.Rules is null)
            throw new JsonException("a scenario needs \"rules\"");
        for (var i = 0; i < scenario.Rules.Count; i++)
        {
            if (Wrong(scenario.Rules[i]) is { } wrong)
                throw new JsonException(FormattableString.Invariant($"rules[{i}]: {wrong}"));
        }

        return scenario;
    }

    /// <summary>What a rule has that means nothing; null for none.</summary>
    private static string? Wrong(FaultRule? rule) => rule switch
    {
        null => "a rule needs \"fault\"",
        { On: null or "" } => "\"on\" must be an endpoint, a method, a channel, or \"*\"",
        { Skip: < 0 } => "\"skip\" must not be below 0",
        { Times: < 0 } => "\"times\" must not be below 0",
        { Probability: not (>= 0 and <= 1) } => "\"probability\" must be from 0 to 1",
        { Milliseconds: < 0, Fault: not FaultKind.ClockSkew } => "\"milliseconds\" must not be below 0",
        { Status: < 400 or > 599 } => "\"status\" must be from 400 to 599",
        { Error: null or "" } => "\"error\" must be a text of Kraken's, as EService:Unavailable",
        _ => null,
    };
}

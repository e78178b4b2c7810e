using System.Text.Json;

namespace TradingBot.KrakenSimulator.Faults;

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
    /// <exception cref="JsonException">Not JSON, an unknown field or fault; the message says where.</exception>
    public static FaultScenario Parse(string json)
    {
        var scenario = JsonSerializer.Deserialize<FaultScenario>(json, Form);
        return scenario?.Rules is null ? throw new JsonException("a scenario needs \"rules\"") : scenario;
    }
}

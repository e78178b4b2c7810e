using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Rest.Wire;

/// <summary>
/// GetApiKeyInfo: what the key may do. Kraken's page names the field but its words could not be verified, so anything
/// that speaks of withdrawing counts.
/// </summary>
internal sealed record ApiKeyInfo : IJsonOnDeserialized
{
    public JsonElement? Permissions { get; init; }

    /// <summary>True or false; null where the answer does not tell.</summary>
    [JsonIgnore]
    public bool? MayWithdraw => Permissions switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(
            item => item.ValueKind == JsonValueKind.String && IsWithdrawal(item.GetString()!)),
        { ValueKind: JsonValueKind.Object } flags => flags.EnumerateObject().Any(
            flag => flag.Value.ValueKind == JsonValueKind.True && IsWithdrawal(flag.Name)),
        _ => null,
    };

    /// <summary>Looks at every word once: one that is no text makes an answer that cannot be read.</summary>
    void IJsonOnDeserialized.OnDeserialized() => _ = MayWithdraw;

    private static bool IsWithdrawal(string word) => word.Contains("withdraw", StringComparison.OrdinalIgnoreCase);
}

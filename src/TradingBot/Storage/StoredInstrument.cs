using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Core.Market;

namespace TradingBot.Storage;

/// <summary>
/// A pair's rules as sessions store them: in the words of the first version, with a figure more only where a venue has
/// it. So what is stored of a pair whose lots are a power of ten is what it always was, and every program can read it.
/// </summary>
internal sealed record StoredInstrument
{
    public required string Symbol { get; init; }

    public required string Base { get; init; }

    public required string Quote { get; init; }

    public required int PriceDecimals { get; init; }

    public required int VolumeDecimals { get; init; }

    public required decimal TickSize { get; init; }

    public required decimal MinimumVolume { get; init; }

    /// <summary>The smallest notional.</summary>
    public required decimal MinimumCost { get; init; }

    public IReadOnlyList<int> SellLeverage { get; init; } = [];

    public int CostDecimals { get; init; } = 5;

    /// <summary>Follows from the decimals; written because it always was.</summary>
    public decimal? CostRounding { get; init; }

    public bool RulesAreKnown { get; init; } = true;

    /// <summary>Null: one unit of the last decimal of a volume.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? LotStep { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MaximumVolume { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MaximumNotional { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MarketOrderRules? MarketOrders { get; init; }

    public static StoredInstrument Of(Instrument rules) => new()
    {
        Symbol = rules.Symbol,
        Base = rules.Base,
        Quote = rules.Quote,
        PriceDecimals = rules.PriceDecimals,
        VolumeDecimals = rules.VolumeDecimals,
        TickSize = rules.TickSize,
        MinimumVolume = rules.MinimumVolume,
        MinimumCost = rules.MinimumNotional,
        SellLeverage = rules.SellLeverage,
        CostDecimals = rules.CostDecimals,
        CostRounding = rules.CostRounding,
        RulesAreKnown = rules.RulesAreKnown,
        LotStep = rules.LotStep == Unit(rules.VolumeDecimals) ? null : rules.LotStep,
        MaximumVolume = GivenOrNull(rules.MaximumVolume),
        MaximumNotional = GivenOrNull(rules.MaximumNotional),
        MarketOrders = rules.MarketOrders == MarketOrderRules.AsOthers ? null : rules.MarketOrders,
    };

    public Instrument ToInstrument() => new()
    {
        Symbol = Symbol,
        Base = Base,
        Quote = Quote,
        PriceDecimals = PriceDecimals,
        LotStep = LotStep ?? Unit(VolumeDecimals),
        TickSize = TickSize,
        MinimumVolume = MinimumVolume,
        MaximumVolume = MaximumVolume ?? OrderLimits.None,
        MinimumNotional = MinimumCost,
        MaximumNotional = MaximumNotional ?? OrderLimits.None,
        MarketOrders = MarketOrders ?? MarketOrderRules.AsOthers,
        SellLeverage = SellLeverage,
        CostDecimals = CostDecimals,
        RulesAreKnown = RulesAreKnown,
    };

    private static decimal? GivenOrNull(decimal maximum) => maximum == OrderLimits.None ? null : maximum;

    private static decimal Unit(int decimals) => decimals is >= 0 and <= 28
        ? new decimal(1, 0, 0, isNegative: false, (byte)decimals)
        : throw new JsonException($"{decimals} decimals of a volume; 0 to 28 are possible");
}

/// <summary>Reads and writes the rules of a pair in their stored form.</summary>
internal sealed class StoredInstrumentConverter : JsonConverter<Instrument>
{
    public override Instrument Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize(ref reader, StorageJson.Default.StoredInstrument)!;
        return stored.LotStep is null or > 0
            ? stored.ToInstrument()
            : throw new JsonException($"lots of {stored.LotStep} are none");
    }

    public override void Write(Utf8JsonWriter writer, Instrument value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, StoredInstrument.Of(value), StorageJson.Default.StoredInstrument);
}

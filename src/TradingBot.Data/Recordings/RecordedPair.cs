using System.Text.Json.Serialization;

namespace TradingBot.Data.Recordings;

/// <summary>What is recorded of a pair. The log repeats it in every file, so that a file can be read alone.</summary>
/// <param name="Exchange">The venue's name, such as <c>kraken</c>.</param>
/// <param name="Symbol">The pair's name in paths, such as <c>XBTUSD</c>: letters, digits, dots and hyphens.</param>
/// <param name="PriceDecimals">Of the venue's prices, 0 to 18.</param>
/// <param name="QuantityDecimals">Of its quantities, 0 to 18.</param>
/// <param name="Depth">Levels of a side that the venue keeps us informed about; 0: all.</param>
internal sealed record RecordedPair(
    string Exchange,
    string Symbol,
    int PriceDecimals,
    int QuantityDecimals,
    int Depth)
{
    /// <summary>What the venue calls it in its messages; null: as <see cref="Symbol"/>.</summary>
    public string? Market { get; init; }

    /// <summary>Length of the venue's own candles that are recorded, in minutes; 0: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CandleMinutes { get; init; }

    /// <summary>Null if it can stand in a path and a file, else what is wrong.</summary>
    public string? Problem() =>
        !IsName(Exchange) ? $"exchange '{Exchange}': letters, digits, dots and hyphens are allowed"
        : !IsName(Symbol) ? $"pair '{Symbol}': letters, digits, dots and hyphens are allowed"
        : PriceDecimals is < 0 or > 18 ? $"{Symbol}: {PriceDecimals} decimals of the price; 0 to 18 are allowed"
        : QuantityDecimals is < 0 or > 18
            ? $"{Symbol}: {QuantityDecimals} decimals of the quantity; 0 to 18 are allowed"
        : Depth < 0 ? $"{Symbol}: a depth of {Depth}; 0 or more is allowed"
        : CandleMinutes < 0 ? $"{Symbol}: candles of {CandleMinutes} minutes; 0 or more is allowed"
        : null;

    private static bool IsName(string text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingBot.Simulators.Kraken.Notation;

/// <summary>Amounts with the digits Kraken prints.</summary>
internal static class Wire
{
    /// <summary>Decimals of prices in Depth, Trades, Ticker and Spread, whatever the pair's own.</summary>
    private const int LongPriceDecimals = 5;

    // Kraken does not escape "->" and the like.
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(JsonNode message) => message.ToJsonString(Plain);

    /// <summary>The value with exactly so many decimals: a decimal keeps its trailing zeros, in JSON too.</summary>
    public static decimal Scaled(decimal value, int decimals) =>
        decimal.Round(value, decimals) + new decimal(0, 0, 0, isNegative: false, (byte)decimals);

    public static string Text(decimal value, int decimals) =>
        Scaled(value, decimals).ToString(CultureInfo.InvariantCulture);

    /// <summary>As the REST market endpoints print a price.</summary>
    public static string LongPrice(decimal price, int pairDecimals) =>
        Text(price, Math.Max(LongPriceDecimals, pairDecimals));

    /// <summary>The fewest digits that say the number.</summary>
    public static string Short(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}

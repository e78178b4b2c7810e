using System.Globalization;
using System.Text.Json;
using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract.Capture;

/// <summary>Numbers and levels as exchanges print them in JSON, with all of their digits.</summary>
public static class PrintedLevels
{
    /// <summary>More could be rounded by <see cref="decimal"/>, silently.</summary>
    private const int LongestNumber = 28;

    /// <summary>Adds the levels of one side.</summary>
    /// <param name="rows">An array of <c>["price", "quantity", …]</c>, the best first or not.</param>
    /// <param name="side"><see cref="Side.Buy"/> is the side of the bids.</param>
    /// <param name="levels">Is added to.</param>
    /// <exception cref="FormatException">It is not such an array.</exception>
    public static void Read(JsonElement rows, Side side, ICollection<CapturedLevel> levels)
    {
        if (rows.ValueKind != JsonValueKind.Array)
            throw new FormatException($"levels are {rows.ValueKind}, not an array");
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 2)
                throw new FormatException($"a level is [\"price\", \"quantity\"], not {row.GetRawText()}");
            var level = new BookLevel(Number(row[0]), Number(row[1]));
            if (level.Price <= 0 || level.Quantity < 0)
                throw new FormatException($"a level has a price above 0 and a quantity from 0, not {row.GetRawText()}");
            levels.Add(new CapturedLevel(side, level));
        }
    }

    /// <summary>A number, whether it stands in quotes or not.</summary>
    /// <exception cref="FormatException">It is none, or has more digits than can be kept.</exception>
    public static decimal Number(JsonElement printed)
    {
        var text = printed.ValueKind == JsonValueKind.String ? printed.GetString()! : printed.GetRawText();
        return text.Length <= LongestNumber
            && decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number)
            ? number
            : throw new FormatException($"'{text}' is not a number of at most {LongestNumber} characters");
    }
}

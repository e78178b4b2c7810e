using System.Globalization;
using TradingBot.Core.Strategies;

namespace TradingBot.Research.Search;

/// <summary>
/// The values of a parameter that are searched where the user gives none: seven from half its default to twice it, each
/// a third of a doubling from the next. What a period or a threshold does depends on ratios; between half and twice the
/// default it is still the same rule, and 26 % apart two averages begin to differ. Seven of each keeps three parameters
/// (343 sets) within a second, and the neighbours of the default are near enough to say whether it stands on a plateau.
/// </summary>
internal static class OwnRange
{
    private const int StepsASide = 3;

    // 2^(1/3) and 2^(2/3): exact digits, the same on every machine.
    private static readonly decimal[] Ratios = [0.5m, 0.63m, 0.794m, 1m, 1.26m, 1.587m, 2m];

    /// <summary>
    /// All words of a choice; for a number the values described, those beyond a limit moved to it, each once. Empty for
    /// free text and for a default of 0 or less, which has no half and no double.
    /// </summary>
    public static IReadOnlyList<string> Of(StrategyParameter parameter)
    {
        if (parameter.Choices.Count > 0)
            return parameter.Choices;
        if (parameter.IsText || !decimal.TryParse(
            parameter.Default, NumberStyles.Float, CultureInfo.InvariantCulture, out var middle) || middle <= 0)
        {
            return [];
        }

        var values = new List<decimal>();
        for (var i = 0; i < Ratios.Length; i++)
        {
            var value = i == StepsASide ? middle : Rounded(middle * Ratios[i], parameter.IsWhole);
            value = (double)value < parameter.Minimum ? (decimal)parameter.Minimum : value;
            value = (double)value > parameter.Maximum ? (decimal)parameter.Maximum : value;
            values.Add(value);
        }

        return [.. values.Distinct().Order().Select(SearchNumber.Text)];
    }

    private static decimal Rounded(decimal value, bool isWhole) =>
        isWhole ? decimal.Round(value, MidpointRounding.AwayFromZero) : SearchNumber.RoundedTo(value, 2);
}

using TradingBot.Core.Strategies;

namespace TradingBot.Research.Search;

/// <summary>
/// Something that a search can try several values of: a parameter of the strategy, or a setting that the caller knows
/// how to check (size, period, pair).
/// </summary>
/// <param name="Name">As <c>--over</c> takes it; capitals do not count.</param>
/// <param name="Problem">One line about a text that is not allowed, which says what is; null for one that is.</param>
internal sealed record Searchable(string Name, Func<string, string?> Problem)
{
    /// <summary>True where a value between two whole numbers is not allowed, so that factors are rounded.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True for a setting in percent that is handed on without its sign, as <c>--set</c> does.</summary>
    public bool DropsPercent { get; init; }

    /// <summary>The smallest number allowed; NaN where there is none.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>The largest number allowed; NaN where there is none.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>The words it chooses from; empty for a number and for free text.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What is searched where <c>--over</c> says no more than <c>name=..</c>; may be empty.</summary>
    public IReadOnlyList<string> OwnValues { get; init; } = [];

    /// <summary>True where it is searched although <c>--over</c> is not given at all.</summary>
    public bool IsSearched { get; init; }

    /// <summary>All parameters of a strategy.</summary>
    public static IReadOnlyList<Searchable> Of(StrategyDefinition strategy) => [.. strategy.Parameters.Select(Of)];

    /// <summary>A parameter of a strategy, with the range of its description (<see cref="OwnRange"/>).</summary>
    public static Searchable Of(StrategyParameter parameter) => new(parameter.Name, text => ProblemOf(parameter, text))
    {
        IsWhole = parameter.IsWhole,
        DropsPercent = true,
        Minimum = parameter.Minimum,
        Maximum = parameter.Maximum,
        Words = parameter.Choices,
        OwnValues = OwnRange.Of(parameter),
        IsSearched = parameter.IsSearched,
    };

    private static string? ProblemOf(StrategyParameter parameter, string text)
    {
        try
        {
            parameter.Parse(text);
            return null;
        }
        catch (SettingException wrong)
        {
            return wrong.Message;
        }
    }
}

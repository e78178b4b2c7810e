namespace TradingBot.Research.Search.Expressions;

/// <summary>A name that an expression may use.</summary>
/// <param name="Name">Letters, digits, points, underscores and single dashes; capitals do not count.</param>
internal sealed record ExpressionName(string Name)
{
    /// <summary>The words it chooses from, where it is no number: its value is then the index of one.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Its value, where it has the same in every evaluation.</summary>
    public double? Constant { get; init; }

    /// <summary>True for a figure of which less is better, such as a drawdown: an objective that is no more than this
    /// name is minimised unless it says otherwise.</summary>
    public bool SmallerIsBetter { get; init; }
}

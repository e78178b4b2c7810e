using TradingBot.Core.Charts;

namespace TradingBot.Core.Strategies;

/// <summary>A row of the catalogue.</summary>
/// <param name="Name">Its name in the catalogue, in reports and in names of files.</param>
/// <param name="Summary">One line: when it enters, when it leaves.</param>
/// <param name="Parameters">What <c>--set</c> takes, exit rules included.</param>
/// <param name="Create">Makes the strategy and draws its indicators on the chart.</param>
public sealed record StrategyDefinition(
    string Name,
    string Summary,
    IReadOnlyList<StrategyParameter> Parameters,
    Func<Chart, StrategySettings, IStrategy> Create)
{
    /// <summary>True when it says <see cref="SignalKind.EnterShort"/>; without it <c>--short</c> is refused.</summary>
    public bool SellsShort { get; init; }

    /// <summary>What <c>--strategy</c> takes to have it again: the name, or the file it came from.</summary>
    public string Origin { get; init; } = Name;
}

namespace TradingBot.Research.WalkForward;

/// <summary>One row of a walk-forward's table: what was chosen on the train, and what it did on the test.</summary>
internal sealed record WalkForwardWindow
{
    public required WalkForwardScheme.Window Dates { get; init; }

    public required int TrainDays { get; init; }

    public required int TestDays { get; init; }

    /// <summary>The set with the highest Sharpe ratio of the train, the first of equals.</summary>
    public required int Chosen { get; init; }

    /// <summary>Its Sharpe ratio of the train, a year's; 0 for returns that are all the same.</summary>
    public required double InSample { get; init; }

    /// <summary>Its Sharpe ratio of the test, a year's; 0 for returns that are all the same.</summary>
    public required double OutOfSample { get; init; }

    /// <summary>Its return of the train made a year's, a fraction.</summary>
    public required double InSampleGrowth { get; init; }

    /// <summary>Its return of the test made a year's, a fraction; of half a year easily beyond all measure.</summary>
    public required double OutOfSampleGrowth { get; init; }

    /// <summary>Its return of the test, a fraction.</summary>
    public required double Return { get; init; }

    /// <summary>
    /// Its place among all sets by the Sharpe ratio of the test; 1 is the best, equals share the better place.
    /// </summary>
    public required int Rank { get; init; }

    /// <summary>The median of all sets' Sharpe ratios of the test, a year's: what a choice by lot has.</summary>
    public required double MedianOutOfSample { get; init; }
}

using TradingBot.Research.Inference;
using TradingBot.Research.WalkForward;

namespace TradingBot.Research.Guard;

/// <summary>What the guard has to know of a search.</summary>
internal sealed record GuardInput
{
    /// <summary>Of every trial that has a result, the chosen one among them.</summary>
    public required ReturnTable Returns { get; init; }

    /// <summary>The set that the search calls the best.</summary>
    public required int Chosen { get; init; }

    /// <summary>
    /// Different trials that this user has ever run on the pair and period, those of this search included.
    /// </summary>
    public required long TrialsEver { get; init; }

    /// <summary>Daily returns of holding over the same days, for one fee on the first.</summary>
    public required double[] Holding { get; init; }

    public required WalkForwardScheme Scheme { get; init; }

    /// <summary>Sharpe ratios, a year's, of the sets one step away from the chosen one that were run.</summary>
    public IReadOnlyList<double> Neighbours { get; init; } = [];

    /// <summary>Names of the dimensions at whose edge the chosen set lies, though wider values are allowed.</summary>
    public IReadOnlyList<string> Edges { get; init; } = [];

    /// <summary>Whether decisions change when later candles are missing; null: not looked at.</summary>
    public DecisionCheck? Truncation { get; init; }

    /// <summary>Whether decisions change with twice the warm-up; null: not looked at.</summary>
    public DecisionCheck? WarmUp { get; init; }

    /// <summary>How often series are drawn anew; at least 1,000 for a p that is not coarse.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Of all draws.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>How many fills of a run are others in a second run that should decide the same.</summary>
/// <param name="Compared">Fills that both runs could have had.</param>
/// <param name="Different">Of them, those that only one of the runs has, or has otherwise.</param>
internal readonly record struct DecisionCheck(int Compared, int Different);

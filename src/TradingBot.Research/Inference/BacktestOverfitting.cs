using System.Numerics;

namespace TradingBot.Research.Inference;

/// <summary>
/// The probability that the set with the best past is in the worse half afterwards (PBO), by combinatorially symmetric
/// cross-validation: Bailey, Borwein, López de Prado and Zhu 2017, "The probability of backtest overfitting", Journal
/// of Computational Finance 20. The days are cut into blocks; each choice of half of the blocks is once the past, the
/// other half what came after. It looks at ranks only: where all sets lose it may be 0, so show <see
/// cref="ProbabilityOfLoss"/> with it.
/// </summary>
internal sealed class BacktestOverfitting
{
    /// <summary>184,756 choices of half of the blocks; 24 blocks would have 2.7 million.</summary>
    public const int MostBlocks = 20;

    private BacktestOverfitting(int blocks, int droppedDays, Split[] splits)
    {
        (Blocks, DroppedDays, Splits) = (blocks, droppedDays, splits);
        var count = (double)splits.Length;
        Probability = splits.Count(split => split.Logit <= 0) / count;
        ProbabilityOfLoss = splits.Count(split => split.OutOfSample < 0) / count;
        MeanLogit = splits.Average(split => split.Logit);
        MedianLogit = Percentiles.Median([.. splits.Select(split => split.Logit)]);
        MeanInSample = splits.Average(split => split.InSample);
        MeanOutOfSample = splits.Average(split => split.OutOfSample);
        var (across, along, both) = (0.0, 0.0, 0.0);
        foreach (var split in splits)
        {
            var (x, y) = (split.InSample - MeanInSample, split.OutOfSample - MeanOutOfSample);
            (across, along, both) = (across + x * x, along + y * y, both + x * y);
        }

        Slope = across > 0 ? both / across : double.NaN;
        Intercept = MeanOutOfSample - Slope * MeanInSample;
        Determination = across > 0 && along > 0 ? both * both / across / along : double.NaN;
    }

    public int Blocks { get; }

    /// <summary>The first days, which are left out so that all blocks are of one length.</summary>
    public int DroppedDays { get; }

    /// <summary>One for each choice of half of the blocks.</summary>
    public IReadOnlyList<Split> Splits { get; }

    /// <summary>Share of the splits with a logit of at most 0: PBO.</summary>
    public double Probability { get; }

    /// <summary>Share of the splits in which the chosen set has a negative Sharpe ratio out of sample.</summary>
    public double ProbabilityOfLoss { get; }

    public double MeanLogit { get; }

    public double MedianLogit { get; }

    /// <summary>Mean of the chosen sets' daily Sharpe ratios in sample.</summary>
    public double MeanInSample { get; }

    /// <summary>Mean of the chosen sets' daily Sharpe ratios out of sample.</summary>
    public double MeanOutOfSample { get; }

    /// <summary>
    /// Of the line through the chosen sets' Sharpe ratios, out of sample on in sample. Where one set is nearly always
    /// chosen it is near -1, because its two halves make up the same whole; then it says nothing.
    /// </summary>
    public double Slope { get; }

    /// <summary>Of that line, a day's Sharpe ratio.</summary>
    public double Intercept { get; }

    /// <summary>R² of that line.</summary>
    public double Determination { get; }

    /// <param name="returns">At least two sets, and two days a block.</param>
    /// <param name="blocks">S: an even number from 4 to <see cref="MostBlocks"/>.</param>
    public static BacktestOverfitting Of(ReturnTable returns, int blocks = 16)
    {
        if (blocks is < 4 or > MostBlocks || blocks % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(blocks), blocks, $"an even number of blocks from 4 to {MostBlocks} is allowed");
        }

        if (returns.Sets < 2 || returns.Days < 2 * blocks)
        {
            throw new ArgumentException(
                $"{returns.Sets} sets and {returns.Days} days: two sets and {2 * blocks} days are needed",
                nameof(returns));
        }

        var dropped = returns.Days % blocks;
        var length = returns.Days / blocks;
        var sums = SharpeSums.Of(returns, [.. Enumerable.Range(0, blocks).Select(block =>
            (dropped + block * length, dropped + (block + 1) * length))]);
        return new BacktestOverfitting(blocks, dropped, SplitsOf(sums, returns.Sets));
    }

    /// <summary>The two halves of a choice are each other's past and future: two splits.</summary>
    private static Split[] SplitsOf(SharpeSums[] blocks, int sets)
    {
        var sums = new SharpeSums(sets);
        var (one, other) = (new double[sets], new double[sets]);
        var splits = new List<Split>();
        for (var chosen = 1u; chosen < 1u << blocks.Length; chosen += 2) // the first block is always in the one half
        {
            if (BitOperations.PopCount(chosen) != blocks.Length / 2)
                continue;
            Measure(blocks, chosen, sums, one);
            Measure(blocks, ~chosen, sums, other);
            splits.Add(SplitOf(one, other));
            splits.Add(SplitOf(other, one));
        }

        return [.. splits];
    }

    private static void Measure(SharpeSums[] blocks, uint chosen, SharpeSums sums, double[] sharpes)
    {
        sums.Clear();
        for (var block = 0; block < blocks.Length; block++)
        {
            if ((chosen >> block & 1) != 0)
                sums.Add(blocks[block]);
        }

        sums.SharpesInto(sharpes);
    }

    private static Split SplitOf(double[] past, double[] future)
    {
        var best = 0;
        for (var set = 1; set < past.Length; set++)
        {
            if (past[set] > past[best])
                best = set;
        }

        var (below, same) = (0, 0);
        foreach (var sharpe in future)
        {
            below += sharpe < future[best] ? 1 : 0;
            same += sharpe == future[best] ? 1 : 0;
        }

        var rank = below + (same + 1) / 2.0; // of equal ones the average rank
        var share = rank / (future.Length + 1);
        return new Split(best, past[best], future[best], Math.Log(share / (1 - share)));
    }

    /// <summary>One choice of half of the blocks.</summary>
    /// <param name="Chosen">The set with the highest Sharpe ratio in them, the first of equals.</param>
    /// <param name="InSample">Its daily Sharpe ratio in them.</param>
    /// <param name="OutOfSample">Its daily Sharpe ratio in the other half.</param>
    /// <param name="Logit">Of its rank there over sets + 1: 0 in the middle, above it in the better half.</param>
    public readonly record struct Split(int Chosen, double InSample, double OutOfSample, double Logit);
}

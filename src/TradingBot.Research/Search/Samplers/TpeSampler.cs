using TradingBot.Research.Search.Ranking;

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011, NeurIPS 24; choices after Watanabe 2023,
/// arXiv 2304.11127): the trials are parted into the best tenth and the rest, and the next candidates are those that
/// are probable among the good and improbable among the others. Several objectives and requirements come in by the
/// ranking. What a batch has asked for already counts as bad until it is known, so that a batch spreads.
/// </summary>
internal sealed class TpeSampler : ISampler
{
    /// <summary>Enough for sixteen threads; the smaller, the more is learned from as many runs.</summary>
    public const int BatchSize = 16;

    // Before there is anything to learn from.
    private const int RandomTrials = 2 * BatchSize;
    private const int MostGood = 25;
    private const double GoodShare = 0.1;
    private const int DrawsACandidate = 24;
    private const int MostDraws = 20 * DrawsACandidate;

    // Of the range; the factor that Optuna has too.
    private const double WidthOfOne = 0.2;

    private readonly SearchSpace _space;
    private readonly SplitMix64 _random;
    private readonly UntriedCandidates _untried;
    private readonly List<Trial> _trials = [];

    public TpeSampler(SearchSpace space, ulong seed)
    {
        (_space, _random) = (space, new SplitMix64(seed));
        _untried = new UntriedCandidates(space, _random);
    }

    public IReadOnlyList<Candidate> Ask()
    {
        if (_trials.Count < RandomTrials)
            return _untried.Draw(BatchSize);
        var ranked = TrialRanking.Ranked(_trials).Select(trial => trial.Candidate).ToList();
        var count = Math.Min((int)Math.Ceiling(GoodShare * ranked.Count), MostGood);
        var good = Estimate(ranked[..count]);
        var bad = Estimate(ranked[count..]);
        var batch = new List<Candidate>(BatchSize);
        while (batch.Count < BatchSize && (Next(good, bad) ?? _untried.Draw()) is { } candidate)
        {
            batch.Add(candidate);
            bad.Add(candidate);
        }

        return batch;
    }

    public void Tell(IReadOnlyList<Trial> trials) => _trials.AddRange(trials);

    /// <summary>The best of some draws from the good ones; null where all of them were tried or forbidden.</summary>
    private Candidate? Next(ParzenEstimator good, ParzenEstimator bad)
    {
        var (best, bestRatio, kept) = ((Candidate?)null, 0.0, 0);
        for (var i = 0; i < MostDraws && kept < DrawsACandidate; i++)
        {
            var candidate = good.Draw(_random);
            if (!_untried.IsFree(candidate))
                continue;
            kept++;
            var ratio = good.Probability(candidate) / bad.Probability(candidate);
            if (ratio > bestRatio)
                (best, bestRatio) = (candidate, ratio);
        }

        return best is not null && _untried.TryTake(best) ? best : null;
    }

    private ParzenEstimator Estimate(List<Candidate> centres)
    {
        // Scott's rule: centres to the power of -1 / (dimensions + 4).
        var narrowing = PortableMath.Exp(-PortableMath.Log(centres.Count) / (_space.Dimensions.Count + 4));
        return new ParzenEstimator(_space, centres, WidthOfOne * narrowing);
    }
}

using TradingBot.Research.Search.Ranking;

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// CMA-ES on a grid of numbers: each dimension is the range from 0 to 1, cut into as many cells as it has values, and
/// mirrored beyond its ends. In a margin of every dimension the distribution never becomes narrower than that the next
/// cell is still reached (Hamano, Saito, Nomura and Shirakawa 2022, "CMA-ES with margin", GECCO), or it would stand
/// still on a grid. What was run already is not asked for again but counts as it was; when most of a generation was,
/// the search begins again elsewhere.
/// </summary>
internal sealed class CmaEsSampler : ISampler
{
    /// <summary>Enough for sixteen threads, and above Hansen's default of 4 + 3 ln n up to 50 dimensions.</summary>
    public const int Population = 16;

    private const double FirstStep = 0.3;
    private const int MostDraws = 20;

    // Of the range; mirrored, a wider one is as good as uniform.
    private const double WidestDeviation = 1;

    private readonly SearchSpace _space;
    private readonly SplitMix64 _random;
    private readonly UntriedCandidates _untried;
    private readonly Dictionary<Candidate, Trial> _trials = [];
    private readonly List<(double[] Direction, Candidate? Candidate)> _generation = [];
    private readonly double[] _stretch; // A: beyond 1 where the margin widens an axis
    private CmaEs _strategy;
    private bool _isOver;

    /// <exception cref="SearchInputException">A dimension has words.</exception>
    public CmaEsSampler(SearchSpace space, ulong seed)
    {
        if (space.Dimensions.FirstOrDefault(dimension => dimension is { IsOrdered: false, Count: > 1 }) is { } words)
        {
            throw new SearchInputException(
                $"cma-es searches numbers only, and {words.Name} has words; use tpe, or a search for each word");
        }

        (_space, _random) = (space, new SplitMix64(seed));
        _untried = new UntriedCandidates(space, _random);
        _stretch = new double[space.Dimensions.Count];
        _strategy = Begin([.. space.Dimensions.Select(_ => 0.5)]);
    }

    public IReadOnlyList<Candidate> Ask()
    {
        var batch = new List<Candidate>();
        _generation.Clear();
        if (_isOver)
        {
            if (_untried.Draw() is not { } elsewhere)
                return [];
            batch.Add(elsewhere);
            _strategy = Begin([.. _space.Dimensions.Select((_, i) => Centre(elsewhere, i))]);
            _generation.Add((new double[_stretch.Length], elsewhere));
        }

        while (_generation.Count < Population)
        {
            var (direction, candidate) = Draw();
            _generation.Add((direction, candidate));
            if (candidate is not null && _untried.TryTake(candidate))
                batch.Add(candidate);
        }

        _isOver = batch.Count < Population / 4;
        return batch.Count > 0 ? batch : Ask();
    }

    public void Tell(IReadOnlyList<Trial> trials)
    {
        foreach (var trial in trials)
            _trials.Add(trial.Candidate, trial);
        var candidates = _generation.Select(member => member.Candidate).OfType<Candidate>().Distinct();
        var places = TrialRanking.Ranked(candidates.Select(candidate => _trials[candidate]))
            .Select((trial, place) => (trial.Candidate, place))
            .ToDictionary(pair => pair.Candidate, pair => pair.place);
        _strategy.Update([.. _generation
            .OrderBy(member => member.Candidate is { } candidate ? places[candidate] : int.MaxValue)
            .Select(member => member.Direction)]);
        for (var i = 0; i < _stretch.Length; i++)
        {
            _isOver |= _strategy.Deviation(i) > WidestDeviation; // it has nothing to go by
            KeepMargin(i);
        }
    }

    private CmaEs Begin(double[] mean)
    {
        Array.Fill(_stretch, 1);
        return new CmaEs(mean, FirstStep, Population, _random);
    }

    /// <summary>A member of the next generation; without a candidate where all that was drawn is forbidden.</summary>
    private (double[] Direction, Candidate? Candidate) Draw()
    {
        var direction = _strategy.Draw();
        for (var i = 0; i < MostDraws; i++)
        {
            if (CandidateAt(direction) is var candidate && _space.Allows(candidate))
                return (direction, candidate);
            direction = _strategy.Draw();
        }

        return (direction, null);
    }

    private Candidate CandidateAt(double[] direction)
    {
        var indices = new int[direction.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            var at = _strategy.Mean[i] + _strategy.Step * _stretch[i] * direction[i];
            var mirrored = Math.Abs(at - 2 * Math.Floor(at / 2 + 0.5)); // -0.1 is 0.1, 1.1 is 0.9
            indices[i] = Math.Min((int)(mirrored * _space.Dimensions[i].Count), _space.Dimensions[i].Count - 1);
        }

        return _space.Of(indices);
    }

    private double Centre(Candidate candidate, int axis) =>
        (candidate.Indices[axis] + 0.5) / _space.Dimensions[axis].Count;

    /// <summary>
    /// Moves the mean within its cell and stretches the axis so that the next draw leaves the cell to either side with
    /// at least half of 1 / (dimensions x population) (equations 19 to 23 of the paper).
    /// </summary>
    private void KeepMargin(int axis)
    {
        var least = 0.5 / (_stretch.Length * Population);
        var cells = _space.Dimensions[axis].Count;
        var low = Math.Floor(_strategy.Mean[axis] * cells) / cells;
        var high = low + 1.0 / cells;
        var deviation = _strategy.Deviation(axis) * _stretch[axis];
        var below = PortableMath.NormalBelow((low - _strategy.Mean[axis]) / deviation);
        var above = PortableMath.NormalBelow((_strategy.Mean[axis] - high) / deviation);
        if (below >= least && above >= least)
            return;
        var inside = 1 - below - above;
        (below, above) = (Math.Max(below, least), Math.Max(above, least));
        var excess = (1 - below - above - inside) / (below + above + inside - 3 * least);
        (below, above) = (below + excess * (below - least), above + excess * (above - least));
        var (toLow, toHigh) = (-PortableMath.NormalQuantile(below), -PortableMath.NormalQuantile(above));
        _strategy.Mean[axis] = (low * toHigh + high * toLow) / (toLow + toHigh);
        _stretch[axis] = (high - low) / (_strategy.Deviation(axis) * (toLow + toHigh));
    }
}

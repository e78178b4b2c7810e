namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Where candidates of a kind lie: a mixture of a kernel around each, a product over the dimensions so that settings
/// that go together stay together (Falkner, Klein and Hutter 2018, BOHB), and as one more the whole space.
/// </summary>
internal sealed class ParzenEstimator
{
    private readonly SearchSpace _space;
    private readonly List<int[]> _centres;
    private readonly ParzenKernel[] _kernels;
    private readonly double _anywhere;

    /// <param name="space">Where they lie.</param>
    /// <param name="centres">One at least.</param>
    /// <param name="width">Standard deviation of the kernels of numbers, as a share of the range.</param>
    public ParzenEstimator(SearchSpace space, IReadOnlyList<Candidate> centres, double width)
    {
        (_space, _centres) = (space, [.. centres.Select(centre => centre.Indices.ToArray())]);
        _kernels = [.. space.Dimensions.Select(dimension => new ParzenKernel(dimension, width, centres.Count))];
        _anywhere = space.Dimensions.Aggregate(1.0, (product, dimension) => product / dimension.Count);
    }

    /// <summary>One more centre, under the same widths.</summary>
    public void Add(Candidate centre) => _centres.Add(centre.Indices.ToArray());

    /// <summary>How probable a candidate is.</summary>
    public double Probability(Candidate candidate)
    {
        var (sum, values) = (_anywhere, candidate.Indices.ToArray());
        foreach (var centre in _centres)
        {
            var product = 1.0;
            for (var i = 0; i < values.Length; i++)
                product *= _kernels[i].Probability(values[i], centre[i]);
            sum += product;
        }

        return sum / (_centres.Count + 1);
    }

    /// <summary>A random candidate, which may be a tried or forbidden one.</summary>
    public Candidate Draw(SplitMix64 random)
    {
        var which = random.NextBelow(_centres.Count + 1);
        var indices = new int[_kernels.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = which == _centres.Count
                ? random.NextBelow(_space.Dimensions[i].Count)
                : _kernels[i].Draw(_centres[which][i], random);
        }

        return _space.Of(indices);
    }
}

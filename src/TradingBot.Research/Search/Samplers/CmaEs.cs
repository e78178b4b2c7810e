namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Covariance matrix adaptation evolution strategy over real numbers (Hansen 2016, "The CMA evolution strategy: a
/// tutorial", arXiv 1604.00772; its default parameters, positive weights only). A generation is drawn from a normal
/// distribution, which then moves towards its better half and takes its shape.
/// </summary>
internal sealed class CmaEs
{
    private readonly SplitMix64 _random;
    private readonly int _size;
    private readonly double[] _weights;
    private readonly double _effective; // µ_eff: how many the weights are worth
    private readonly double _stepMemory; // c_sigma
    private readonly double _stepDamping; // d_sigma
    private readonly double _pathMemory; // c_c
    private readonly double _rankOne; // c_1
    private readonly double _rankMany; // c_mu
    private readonly double _expected; // length of a normal vector
    private readonly double[] _path;
    private readonly double[] _stepPath;
    private readonly double[,] _covariance;
    private SymmetricEigen _eigen;
    private int _generations;

    /// <param name="mean">Where it begins; its length is the number of dimensions.</param>
    /// <param name="step">The standard deviation of the first generation.</param>
    /// <param name="population">A generation, at least 4.</param>
    /// <param name="random">Where its numbers come from.</param>
    public CmaEs(double[] mean, double step, int population, SplitMix64 random)
    {
        (Mean, Step, _random, _size) = ([.. mean], step, random, mean.Length);
        var n = (double)_size;
        var raw = Enumerable.Range(1, population / 2)
            .Select(i => PortableMath.Log((population + 1) / 2.0) - PortableMath.Log(i)).ToArray();
        _weights = [.. raw.Select(weight => weight / raw.Sum())];
        var effective = _effective = 1 / _weights.Sum(weight => weight * weight);
        _stepMemory = (effective + 2) / (n + effective + 5);
        _stepDamping = 1 + 2 * Math.Max(0, Math.Sqrt((effective - 1) / (n + 1)) - 1) + _stepMemory;
        _pathMemory = (4 + effective / n) / (n + 4 + 2 * effective / n);
        _rankOne = 2 / ((n + 1.3) * (n + 1.3) + effective);
        _rankMany = Math.Min(1 - _rankOne, 2 * (effective - 2 + 1 / effective) / ((n + 2) * (n + 2) + effective));
        _expected = Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        (_path, _stepPath, _covariance) = (new double[_size], new double[_size], new double[_size, _size]);
        for (var i = 0; i < _size; i++)
            _covariance[i, i] = 1;
        _eigen = new SymmetricEigen(_covariance);
    }

    /// <summary>The centre of the next generation; a caller may move it.</summary>
    public double[] Mean { get; }

    /// <summary>Sigma.</summary>
    public double Step { get; private set; }

    /// <summary>The standard deviation of the next generation along an axis.</summary>
    public double Deviation(int axis) => Step * Math.Sqrt(_covariance[axis, axis]);

    /// <summary>A random direction: a point of the next generation is the mean plus sigma times it.</summary>
    public double[] Draw()
    {
        var scaled = new double[_size];
        for (var i = 0; i < _size; i++)
            scaled[i] = _random.NextNormal() * _eigen.Roots[i];
        return _eigen.FromAxes(scaled);
    }

    /// <summary>Moves on.</summary>
    /// <param name="ranked">The directions of a generation, the best first; the better half counts.</param>
    public void Update(IReadOnlyList<double[]> ranked)
    {
        _generations++;
        var mean = new double[_size];
        for (var k = 0; k < _weights.Length; k++)
        {
            for (var i = 0; i < _size; i++)
                mean[i] += _weights[k] * ranked[k][i];
        }

        for (var i = 0; i < _size; i++)
            Mean[i] += Step * mean[i];
        var whitened = _eigen.ToAxes(mean);
        for (var i = 0; i < _size; i++)
            whitened[i] /= _eigen.Roots[i];
        whitened = _eigen.FromAxes(whitened);
        Follow(_stepPath, whitened, _stepMemory, isMoving: true);
        var length = Math.Sqrt(_stepPath.Sum(part => part * part));
        var started = Math.Sqrt(1 - PortableMath.Exp(2 * _generations * PortableMath.Log(1 - _stepMemory)));
        var isMoving = length / started < (1.4 + 2.0 / (_size + 1)) * _expected;
        Follow(_path, mean, _pathMemory, isMoving);
        Adapt(ranked, isMoving);
        Step *= PortableMath.Exp(Math.Min(1, _stepMemory / _stepDamping * (length / _expected - 1)));
        _eigen = new SymmetricEigen(_covariance);
    }

    private void Follow(double[] path, double[] direction, double memory, bool isMoving)
    {
        var gain = isMoving ? Math.Sqrt(memory * (2 - memory) * _effective) : 0;
        for (var i = 0; i < _size; i++)
            path[i] = (1 - memory) * path[i] + gain * direction[i];
    }

    private void Adapt(IReadOnlyList<double[]> ranked, bool isMoving)
    {
        // A path that stands still makes the matrix smaller; this makes up for it.
        var kept = 1 - _rankOne - _rankMany + (isMoving ? 0 : _rankOne * _pathMemory * (2 - _pathMemory));
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var many = 0.0;
                for (var k = 0; k < _weights.Length; k++)
                    many += _weights[k] * ranked[k][i] * ranked[k][j];
                _covariance[i, j] = kept * _covariance[i, j] + _rankOne * _path[i] * _path[j] + _rankMany * many;
                _covariance[j, i] = _covariance[i, j];
            }
        }
    }
}

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// How probable a value of a dimension is around another: for numbers a normal distribution cut at both ends and summed
/// over each value's share of the range, for words Aitchison and Aitken's kernel (1976, Biometrika 63), where all
/// others are equally near.
/// </summary>
internal sealed class ParzenKernel
{
    private readonly double[] _atDistance; // numbers: by how many steps away
    private readonly double[] _scale; // numbers: 1 / what of the whole lies within the range, by the centre
    private readonly bool _isOrdered;
    private readonly int _count;
    private readonly double _width;
    private readonly double _own; // words: how probable the centre's own value is

    /// <param name="dimension">Whose values they are.</param>
    /// <param name="width">Numbers: standard deviation as a share of the range.</param>
    /// <param name="centres">Words: how many kernels there are; the more, the narrower.</param>
    public ParzenKernel(Dimension dimension, double width, int centres)
    {
        (_isOrdered, _count) = (dimension.IsOrdered, dimension.Count);
        _width = Math.Max(width, 0.5 / _count);
        _own = _count == 1 ? 1 : (1 + 1.0 / centres) / (1 + (double)_count / centres);
        _atDistance = new double[_isOrdered ? _count : 0];
        _scale = new double[_atDistance.Length];
        for (var i = 0; i < _atDistance.Length; i++)
        {
            _atDistance[i] = Between(i - 0.5, i + 0.5);
            _scale[i] = 1 / Between(-i - 0.5, _count - i - 0.5);
        }

        double Between(double from, double to) => PortableMath.NormalBelow(to / _count / _width)
            - PortableMath.NormalBelow(from / _count / _width);
    }

    /// <summary>Of a value, around a centre; all of a centre's sum to 1.</summary>
    public double Probability(int value, int centre) =>
        _isOrdered ? _atDistance[Math.Abs(value - centre)] * _scale[centre]
        : value == centre ? _own
        : (1 - _own) / (_count - 1);

    /// <summary>A random value around a centre.</summary>
    public int Draw(int centre, SplitMix64 random)
    {
        if (!_isOrdered)
        {
            var other = random.NextUniform() < _own ? 0 : 1 + random.NextBelow(Math.Max(_count - 1, 1));
            return (centre + other) % _count;
        }

        while (true)
        {
            var value = Math.Floor(centre + 0.5 + random.NextNormal() * _width * _count);
            if (value >= 0 && value < _count)
                return (int)value;
        }
    }
}

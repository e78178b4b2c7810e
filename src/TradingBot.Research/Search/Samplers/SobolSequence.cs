using System.Numerics;

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Sobol's sequence with the direction numbers of Joe and Kuo (2008, "Constructing Sobol sequences with better
/// two-dimensional projections", SIAM J. Sci. Comput. 30; their file new-joe-kuo-6.21201, dimensions 2 to 21), in the
/// Gray code order of Antonov and Saleev.
/// </summary>
/// <param name="dimensions">1 to <see cref="MostDimensions"/>.</param>
internal sealed class SobolSequence(int dimensions)
{
    public const int MostDimensions = 21;

    private const int Bits = 32;

    // A row a dimension from the second on: the polynomial's coefficients a, then the first m, as many as its degree.
    private static readonly uint[][] Table =
    [
        [0, 1],
        [1, 1, 3],
        [1, 1, 3, 1],
        [2, 1, 1, 1],
        [1, 1, 1, 3, 3],
        [4, 1, 3, 5, 13],
        [2, 1, 1, 5, 5, 17],
        [4, 1, 1, 5, 5, 5],
        [7, 1, 1, 7, 11, 19],
        [11, 1, 1, 5, 1, 1],
        [13, 1, 1, 1, 3, 11],
        [14, 1, 3, 5, 5, 31],
        [1, 1, 3, 3, 9, 7, 49],
        [13, 1, 1, 1, 15, 21, 21],
        [16, 1, 3, 1, 13, 27, 49],
        [19, 1, 1, 1, 15, 7, 5],
        [22, 1, 3, 1, 15, 13, 25],
        [25, 1, 1, 5, 5, 19, 61],
        [1, 1, 3, 7, 11, 23, 15, 103],
        [4, 1, 3, 7, 13, 13, 15, 69],
    ];

    private readonly uint[][] _directions = [.. Enumerable.Range(0, dimensions).Select(Directions)];
    private readonly uint[] _point = new uint[dimensions];
    private uint _count;

    /// <summary>The next point, in units of 2^-32; the first is 0 in every dimension.</summary>
    /// <remarks>The same array each time.</remarks>
    public uint[] Next()
    {
        if (_count > 0)
        {
            var flipped = BitOperations.TrailingZeroCount(_count);
            for (var i = 0; i < _point.Length; i++)
                _point[i] ^= _directions[i][flipped];
        }

        _count++;
        return _point;
    }

    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        var row = dimension == 0 ? [] : Table[dimension - 1];
        var degree = row.Length - 1;
        for (var i = 0; i < Bits; i++)
        {
            if (dimension == 0)
                directions[i] = 1u << (Bits - 1 - i);
            else if (i < degree)
                directions[i] = row[i + 1] << (Bits - 1 - i);
            else
            {
                directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
                for (var k = 1; k < degree; k++)
                    directions[i] ^= ((row[0] >> (degree - 1 - k)) & 1) * directions[i - k];
            }
        }

        return directions;
    }
}

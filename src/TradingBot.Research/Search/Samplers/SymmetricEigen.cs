namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// The axes of a symmetric positive matrix and the square roots of its eigenvalues, by Jacobi's rotations (Golub and
/// Van Loan, Matrix Computations, 8.5): simple, exact for small ones, and the same on every machine.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 50;
    private const double Smallest = 1e-30;

    // What is beside the diagonal, squared; a further sweep would square it once more, below what a double can hold.
    private const double Negligible = 1e-26;

    private readonly double[,] _axes; // a column each

    public SymmetricEigen(double[,] matrix)
    {
        var (rest, size) = ((double[,])matrix.Clone(), matrix.GetLength(0));
        _axes = new double[size, size];
        for (var i = 0; i < size; i++)
            _axes[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps && !IsDiagonal(rest); sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Rotate(rest, p, q);
            }
        }

        Roots = new double[size];
        for (var i = 0; i < size; i++)
            Roots[i] = Math.Sqrt(Math.Max(rest[i, i], Smallest));
    }

    /// <summary>Standard deviations along the axes.</summary>
    public double[] Roots { get; }

    /// <summary>A vector given along the axes.</summary>
    public double[] FromAxes(double[] vector) => Product(vector, isTransposed: false);

    /// <summary>A vector along the axes.</summary>
    public double[] ToAxes(double[] vector) => Product(vector, isTransposed: true);

    private double[] Product(double[] vector, bool isTransposed)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                product[i] += (isTransposed ? _axes[j, i] : _axes[i, j]) * vector[j];
        }

        return product;
    }

    private static bool IsDiagonal(double[,] matrix)
    {
        var (off, on) = (0.0, 0.0);
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            on += matrix[i, i] * matrix[i, i];
            for (var j = 0; j < i; j++)
                off += matrix[i, j] * matrix[i, j];
        }

        return off <= on * Negligible;
    }

    private void Rotate(double[,] matrix, int p, int q)
    {
        if (matrix[p, q] == 0)
            return;
        var ratio = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(ratio * ratio + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < Size(matrix); k++)
            (matrix[k, p], matrix[k, q]) = Turned(matrix[k, p], matrix[k, q]);
        for (var k = 0; k < Size(matrix); k++)
            (matrix[p, k], matrix[q, k]) = Turned(matrix[p, k], matrix[q, k]);
        for (var k = 0; k < Size(matrix); k++)
            (_axes[k, p], _axes[k, q]) = Turned(_axes[k, p], _axes[k, q]);

        (double, double) Turned(double a, double b) => (cosine * a - sine * b, sine * a + cosine * b);
    }

    private static int Size(double[,] matrix) => matrix.GetLength(0);
}

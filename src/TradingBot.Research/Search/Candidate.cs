using System.Numerics;

namespace TradingBot.Research.Search;

/// <summary>A point of a search space: a value of every dimension. Equal to another of the same values.</summary>
internal sealed class Candidate : IEquatable<Candidate>
{
    private readonly SearchSpace _space;
    private readonly int[] _indices;

    internal Candidate(SearchSpace space, int[] indices) => (_space, _indices) = (space, indices);

    /// <summary>The index of its value in each dimension.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>
    /// Its place in the full grid, from 0, those that <c>--where</c> forbids counted: it stays the same whatever the
    /// method, the seed and the conditions.
    /// </summary>
    public BigInteger Id
    {
        get
        {
            var id = BigInteger.Zero;
            for (var i = 0; i < _indices.Length; i++)
                id = id * _space.Dimensions[i].Count + _indices[i];
            return id;
        }
    }

    /// <summary>The settings, in the order of the dimensions, as <c>--set</c> takes them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Assignments =>
        _space.Dimensions.Select((dimension, i) => KeyValuePair.Create(dimension.Name, dimension.Texts[_indices[i]]));

    /// <summary>The text of a dimension's value.</summary>
    public string Text(int dimension) => _space.Dimensions[dimension].Texts[_indices[dimension]];

    /// <summary>The number of a dimension's value, or the index of its word.</summary>
    public double Number(int dimension) => _space.Dimensions[dimension].Number(_indices[dimension]);

    /// <summary>In the order of the full grid, without the cost of the id.</summary>
    public int CompareTo(Candidate other) => Indices.SequenceCompareTo(other.Indices);

    public bool Equals(Candidate? other) => other is not null && Indices.SequenceEqual(other.Indices);

    public override bool Equals(object? obj) => Equals(obj as Candidate);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var index in _indices)
            hash.Add(index);
        return hash.ToHashCode();
    }

    public override string ToString() =>
        string.Join(' ', Assignments.Select(assignment => $"{assignment.Key}={assignment.Value}"));
}

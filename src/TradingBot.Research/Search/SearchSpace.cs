using System.Numerics;
using TradingBot.Research.Search.Expressions;

namespace TradingBot.Research.Search;

/// <summary>
/// All combinations of the values of some dimensions, less those that a condition forbids. The full grid is in the
/// order of nested loops: the first dimension is the outermost, the last changes fastest.
/// </summary>
internal sealed class SearchSpace
{
    private readonly IReadOnlyList<Searchable> _known;
    private readonly IReadOnlyList<Predicate<Candidate>> _conditions;

    private SearchSpace(
        IReadOnlyList<Dimension> dimensions,
        IReadOnlyList<Searchable> known,
        IReadOnlyList<Predicate<Candidate>> conditions)
    {
        (Dimensions, _known, _conditions) = (dimensions, known, conditions);
        Count = dimensions.Aggregate(BigInteger.One, (count, dimension) => count * dimension.Count);
    }

    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Of the full grid, what is forbidden included.</summary>
    public BigInteger Count { get; }

    /// <summary>The dimensions of <c>--over</c> (<see cref="OverText"/>), or those of the descriptions.</summary>
    /// <param name="over">Empty: all that are searched unless asked otherwise, with their own ranges.</param>
    /// <param name="known">What can be searched.</param>
    /// <exception cref="SearchInputException">Not understood, not allowed, or nothing to search.</exception>
    public static SearchSpace Parse(IReadOnlyList<string> over, IReadOnlyList<Searchable> known)
    {
        var dimensions = over.Count > 0
            ? OverText.Parse(over, known)
            : [.. known.Where(one => one.IsSearched && one.OwnValues.Count > 0)
                .Select(one => DimensionText.Parse(one, [".."]))];
        if (dimensions.Count > 0)
            return new SearchSpace(dimensions, known, []);
        var example = known.FirstOrDefault(one => !double.IsNaN(one.Maximum))?.Name ?? "name";
        throw new SearchInputException($"nothing has a range of its own to search; give one, such as {example}=1..10");
    }

    /// <summary>Less what does not satisfy a condition of the caller's.</summary>
    public SearchSpace Where(Predicate<Candidate> condition) => new(Dimensions, _known, [.. _conditions, condition]);

    /// <summary>Less what does not satisfy an expression over the settings: <c>fast&lt;slow</c>.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="settings">The values of settings that are not searched, which it may name too.</param>
    /// <exception cref="SearchInputException">Not understood.</exception>
    public SearchSpace Where(string text, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var names = Dimensions.Select(NameOf).ToList();
        foreach (var (name, value) in settings)
        {
            if (!names.Exists(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                names.Add(Fixed(name, value));
        }

        var condition = Expression.Condition(text, ExpressionScope.OfSettings(names));
        return Where(candidate =>
        {
            Span<double> values = stackalloc double[Dimensions.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = candidate.Number(i);
            return condition.Holds(values);
        });
    }

    /// <summary>False for what a condition forbids.</summary>
    public bool Allows(Candidate candidate)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(candidate))
                return false;
        }

        return true;
    }

    /// <param name="indices">One for each dimension, within its values.</param>
    public Candidate Of(params ReadOnlySpan<int> indices) => new(this, indices.ToArray());

    /// <summary>The candidate of a place in the full grid.</summary>
    /// <param name="id">From 0, below <see cref="Count"/>.</param>
    public Candidate At(BigInteger id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Count);
        var indices = new int[Dimensions.Count];
        for (var i = indices.Length - 1; i >= 0; i--)
        {
            id = BigInteger.DivRem(id, Dimensions[i].Count, out var index);
            indices[i] = (int)index;
        }

        return new Candidate(this, indices);
    }

    /// <summary>The candidate with these settings, in any order; null where the space has none.</summary>
    public Candidate? Find(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var given = settings.ToDictionary(StringComparer.OrdinalIgnoreCase);
        var indices = Dimensions
            .Select(dimension => given.TryGetValue(dimension.Name, out var text) ? dimension.IndexOf(text) : -1)
            .ToArray();
        return indices.Contains(-1) ? null : new Candidate(this, indices);
    }

    /// <summary>Every candidate that is allowed, in the order of the full grid.</summary>
    public IEnumerable<Candidate> All()
    {
        var indices = new int[Dimensions.Count];
        while (true)
        {
            var candidate = Of(indices);
            if (Allows(candidate))
                yield return candidate;
            var at = indices.Length - 1;
            while (at >= 0 && ++indices[at] == Dimensions[at].Count)
                indices[at--] = 0;
            if (at < 0)
                yield break;
        }
    }

    /// <summary>How many are allowed; null where the full grid has more than so many, too many to ask each.</summary>
    public long? CountAllowed(long most) => Count <= most ? All().LongCount() : null;

    /// <summary>
    /// Those one step away in one dimension of numbers, down and then up, that are allowed: at most two a dimension.
    /// Words have no order, so none of them is near.
    /// </summary>
    public IReadOnlyList<Candidate> Neighbours(Candidate candidate)
    {
        var neighbours = new List<Candidate>();
        for (var i = 0; i < Dimensions.Count; i++)
        {
            foreach (var step in (ReadOnlySpan<int>)[-1, 1])
            {
                var indices = candidate.Indices.ToArray();
                indices[i] += step;
                if (Dimensions[i].IsOrdered && indices[i] >= 0 && indices[i] < Dimensions[i].Count
                    && new Candidate(this, indices) is var near && Allows(near))
                {
                    neighbours.Add(near);
                }
            }
        }

        return neighbours;
    }

    /// <summary>The dimensions in which it lies at an edge (<see cref="Dimension.IsEdge"/>).</summary>
    public IReadOnlyList<Dimension> Edges(Candidate candidate)
    {
        var indices = candidate.Indices.ToArray();
        return [.. Dimensions.Where((dimension, i) => dimension.IsEdge(indices[i]))];
    }

    public override string ToString() => string.Join(',', Dimensions);

    private static ExpressionName NameOf(Dimension dimension) => new(dimension.Name)
    {
        Words = dimension.IsOrdered ? [] : dimension.Texts,
    };

    private ExpressionName Fixed(string name, string value)
    {
        var searchable = _known.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var words = searchable?.Words ?? [];
        var number = SearchNumber.Split(value).Number;
        if (number is null && words.Count == 0)
            words = [value];
        var place = words.ToList().FindIndex(word => word.Equals(value, StringComparison.OrdinalIgnoreCase));
        return number is { } known
            ? new ExpressionName(name) { Constant = (double)known }
            : new ExpressionName(name) { Words = words, Constant = place };
    }
}

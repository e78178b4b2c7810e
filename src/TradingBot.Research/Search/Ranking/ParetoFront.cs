namespace TradingBot.Research.Search.Ranking;

/// <summary>
/// Non-dominated sorting: the first front has what nothing is better than in one objective without being worse in
/// another, the second what is left without the first, and so on. Efficient sequential sort with binary search (Zhang,
/// Tian, Cheng and Jin 2015, IEEE Trans. Evolutionary Computation 19(2)): in the order of their scores, a point can
/// only be dominated by one before it, and what a front dominates, those before it do too.
/// </summary>
internal static class ParetoFront
{
    /// <summary>The front of each point, from 0.</summary>
    /// <param name="points">Scores, as many in each, more is better, no NaN.</param>
    public static int[] Fronts(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var order = Enumerable.Range(0, points.Count)
            .Order(Comparer<int>.Create((a, b) => CompareInOrder(points[b], points[a]))); // stable
        var (fronts, front) = (new List<List<int>>(), new int[points.Count]);
        foreach (var point in order)
        {
            var (at, end) = (0, fronts.Count);
            while (at < end)
            {
                var middle = (at + end) / 2;
                (at, end) = IsDominated(point, fronts[middle]) ? (middle + 1, end) : (at, middle);
            }

            if (at == fronts.Count)
                fronts.Add([]);
            fronts[at].Add(point);
            front[point] = at;
        }

        return front;

        // The latest of a front are the nearest, so the likeliest to dominate.
        bool IsDominated(int point, List<int> members)
        {
            for (var i = members.Count - 1; i >= 0; i--)
            {
                if (Dominates(points[members[i]], points[point]))
                    return true;
            }

            return false;
        }
    }

    /// <summary>True where one is nowhere worse than another and somewhere better.</summary>
    public static bool Dominates(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var isBetter = false;
        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] < other[i])
                return false;
            isBetter |= one[i] > other[i];
        }

        return isBetter;
    }

    /// <summary>By the first score that differs.</summary>
    public static int CompareInOrder(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            if (one[i].CompareTo(other[i]) is not 0 and var difference)
                return difference;
        }

        return 0;
    }
}

namespace TradingBot.Core;

/// <summary>Finds what somebody meant who has mistyped a name.</summary>
public static class NearestName
{
    private const int MaxMistakes = 2;

    /// <summary>The nearest name, where one is near enough; dashes, underscores and capitals do not count.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        var plain = Plain(typed);
        var mostMistakes = Math.Min(MaxMistakes, plain.Length / 3);
        return names.Select(name => (Name: name, Mistakes: Distance(plain, Plain(name))))
            .Where(candidate => candidate.Mistakes <= mostMistakes)
            .OrderBy(candidate => candidate.Mistakes)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not ('-' or '_'))).ToUpperInvariant();

    /// <summary>Letters to add, to drop, to change, or to swap with the next (Damerau).</summary>
    private static int Distance(string from, string to)
    {
        var distance = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
                distance[i, j] = i == 0 || j == 0 ? i + j : Shortest(i, j);
        }

        return distance[from.Length, to.Length];

        int Shortest(int i, int j)
        {
            var changed = distance[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            var shortest = Math.Min(changed, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
            return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]
                ? Math.Min(shortest, distance[i - 2, j - 2] + 1)
                : shortest;
        }
    }
}

namespace TradingBot.Configuration;

/// <summary>Finds what somebody meant who has mistyped a name.</summary>
internal static class Spelling
{
    private const int MostMistakes = 2;

    /// <summary>The nearest name, where one is near enough; dashes, underscores and capitals do not count.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        var plain = Plain(typed);
        var mostMistakes = Math.Min(MostMistakes, plain.Length / 3);
        return names.Select(name => (Name: name, Mistakes: Distance(plain, Plain(name))))
            .Where(candidate => candidate.Mistakes <= mostMistakes)
            .OrderBy(candidate => candidate.Mistakes)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not ('-' or '_'))).ToUpperInvariant();

    /// <summary>Letters to add, to drop or to change (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}

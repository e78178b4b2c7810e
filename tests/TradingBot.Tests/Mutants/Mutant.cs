namespace TradingBot.Tests.Mutants;

/// <summary>A mistake that a tired colleague could make: a change of a few lines in one source file.</summary>
/// <param name="Name">Of its own among all.</param>
/// <param name="Mistake">What is wrong afterwards, in a sentence.</param>
/// <param name="File">From the top of the repository.</param>
/// <param name="FoundBy">Test classes, and simulations (<c>faults</c>, <c>worlds</c>), that notice it.</param>
/// <param name="Patch">Lines that begin with <c>-</c>, <c>+</c> or, for context, a blank.</param>
internal sealed record Mutant(
    string Name, string Mistake, string File, IReadOnlyList<string> FoundBy, IReadOnlyList<string> Patch)
{
    /// <summary>The source with the mistake in it. Indentation is not compared.</summary>
    /// <exception cref="FormatException">The old lines are not there exactly once.</exception>
    public string Apply(string source)
    {
        var lines = source.Split('\n');
        var old = Patch.Where(line => line[0] != '+').Select(line => line[1..].Trim()).ToArray();
        var places = Enumerable.Range(0, Math.Max(0, lines.Length - old.Length + 1))
            .Where(at => old.Select((text, i) => lines[at + i].Trim() == text).All(isSame => isSame))
            .ToList();
        if (old.Length == 0 || places.Count != 1)
        {
            throw new FormatException(
                $"mutant {Name} no longer applies: its old lines occur {places.Count} times in {File}, not once");
        }

        var at = places[0];
        // A raw string literal demands the indentation of its other lines.
        var indentation = lines[at][..^lines[at].TrimStart().Length];
        var changed = new List<string>();
        foreach (var line in Patch)
        {
            if (line[0] == '+')
                changed.Add(indentation + line[1..]);
            else if (line[0] == '-')
                at++;
            else
                changed.Add(lines[at++]);
        }

        return string.Join('\n', [.. lines[..places[0]], .. changed, .. lines[at..]]);
    }
}

namespace TradingBot.Tests.Mutants;

/// <summary>
/// Mistakes as text. Each is a block, ended by an empty line; a line before the first that begins with <c>#</c> is a
/// comment:
/// <code>
/// [name] What is wrong afterwards, in a sentence.
/// file: src/…/Source.cs
/// found by: SomeTests, faults, worlds
///  a line around it, where the old ones alone occur more than once
/// -the old line
/// +the new line
/// </code>
/// </summary>
internal static class MutantFile
{
    private const string FileWord = "file:";
    private const string FoundWord = "found by:";

    /// <summary>Where ours are, an area a file.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests/TradingBot.Tests/Mutants");

    /// <summary>All of ours, by area.</summary>
    public static IEnumerable<Mutant> All() => Directory.EnumerateFiles(Folder, "*.txt").Order().SelectMany(Read);

    /// <summary>The mistakes of one file.</summary>
    /// <exception cref="FormatException">A line is not understood; it is named.</exception>
    public static IReadOnlyList<Mutant> Read(string path) => Parse(File.ReadAllText(path), Path.GetFileName(path));

    /// <param name="text">As described.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="FormatException">A line is not understood; it is named.</exception>
    public static IReadOnlyList<Mutant> Parse(string text, string name)
    {
        var mutants = new List<Mutant>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
                continue;
            var end = Array.FindIndex(lines, i, line => line.Length == 0);
            end = end < 0 ? lines.Length : end;
            mutants.Add(One(lines[i..end], $"{name} line {i + 1}"));
            i = end;
        }

        return mutants;
    }

    private static Mutant One(string[] block, string place)
    {
        var close = block[0].IndexOf(']', StringComparison.Ordinal);
        if (block[0][0] != '[' || close < 2)
            throw new FormatException($"{place}: '[name] what is wrong' expected, not '{block[0]}'");
        var patch = block.Where(line => line[0] is '-' or '+' or ' ').ToList();
        var rest = block.Skip(1).Where(line => line[0] is not ('-' or '+' or ' ')).ToList();
        if (rest.Find(line => !Has(line, FileWord) && !Has(line, FoundWord)) is { } unknown)
        {
            throw new FormatException(
                $"{place}: '{FileWord}', '{FoundWord}' or a changed line expected, not '{unknown}'");
        }

        var file = rest.Find(line => Has(line, FileWord)) ?? throw new FormatException($"{place}: no '{FileWord}'");
        if (!patch.Exists(line => line[0] is '-' or '+'))
            throw new FormatException($"{place}: it changes no line");
        var foundBy = rest.Find(line => Has(line, FoundWord))?[FoundWord.Length..] ?? "";
        return new Mutant(
            block[0][1..close],
            block[0][(close + 1)..].Trim(),
            file[FileWord.Length..].Trim(),
            foundBy.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            patch);
    }

    private static bool Has(string line, string word) => line.StartsWith(word, StringComparison.Ordinal);
}

using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>Who finds what, as the tables of <c>FOUND.md</c>. Filled by several copies at a time.</summary>
internal sealed class MutantTable(MutantOptions options)
{
    private readonly Lock _guard = new();
    private readonly Dictionary<(string Mutant, string Who), string> _found = [];

    /// <param name="mutant">What was planted.</param>
    /// <param name="who">Has found it: of <see cref="Finders.Names"/>.</param>
    /// <param name="by">The test or the seed.</param>
    public void Add(Mutant mutant, string who, string by)
    {
        lock (_guard)
            _found[(mutant.Name, who)] = by;
    }

    /// <summary>A line for each file with mistakes in it, then one for each mistake.</summary>
    public void Show()
    {
        Row(["in", "planted", .. options.Against]);
        Rule(2);
        foreach (var file in options.Mutants.GroupBy(mutant => Place(mutant.File)))
            Row([file.Key, $"{file.Count()}", .. options.Against.Select(who => Count(file, who))]);
        Row(["all", $"{options.Mutants.Count}", .. options.Against.Select(who => Count(options.Mutants, who))]);
        Console.WriteLine();
        Row(["mistake", "", .. options.Against]);
        Rule(2);
        foreach (var mutant in options.Mutants)
            Row([mutant.Name, mutant.Mistake, .. options.Against.Select(who => By(mutant, who))]);
    }

    private string Count(IEnumerable<Mutant> mutants, string who) =>
        $"{mutants.Count(mutant => _found.ContainsKey((mutant.Name, who)))}";

    /// <summary>Without the finder's name, which is the column's.</summary>
    private string By(Mutant mutant, string who) =>
        _found.GetValueOrDefault((mutant.Name, who), "").Split('.')[0].Replace($"{who}, ", "", StringComparison.Ordinal);

    private static string Place(string file) => string.Join('/', file.Split('/')[1..^1]);

    private void Rule(int others) => Row([.. Enumerable.Repeat("---", others + options.Against.Count)]);

    private static void Row(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}

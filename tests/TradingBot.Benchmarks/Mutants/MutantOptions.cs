using System.CommandLine;
using System.CommandLine.Parsing;
using TradingBot.Tests.Mutants;

namespace TradingBot.Benchmarks.Mutants;

/// <summary>The command line.</summary>
/// <param name="Mutants">What is planted.</param>
/// <param name="Against">Who looks: of <see cref="Finders.Names"/>.</param>
/// <param name="Jobs">Copies at a time.</param>
/// <param name="IsList">They are only shown.</param>
/// <param name="IsTable">Each who looks does, whoever has found it before, and a table is printed.</param>
internal sealed record MutantOptions(
    IReadOnlyList<Mutant> Mutants, IReadOnlyList<string> Against, int Jobs, bool IsList, bool IsTable)
{
    private const string All = "all";
    private const string Seeds = "seeds";

    private static readonly string Finder = $"{string.Join(", ", Finders.Names)}, {Seeds} (the simulations) or {All}";

    /// <summary>Gives the command its options.</summary>
    /// <returns>
    /// Reads what was typed. Throws a <see cref="FormatException"/> for a mistake that there is not or a line of a file
    /// that is not understood, an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> for a file
    /// that cannot be read.
    /// </returns>
    public static Func<ParseResult, MutantOptions> AddTo(Command command)
    {
        var list = new Option<bool>("--list") { Description = "shows the mistakes and plants none" };
        var table = new Option<bool>("--table")
        {
            Description = "each looks, whoever has found it before; in the end two Markdown tables say who finds what",
        };
        var only = new Option<string?>("--only") { Description = "plants only these", HelpName = "NAME,NAME" };
        var against = new Option<IReadOnlyList<string>?>("--against")
        {
            Description = $"who looks, one or several with commas: {Finder}, as without it",
            HelpName = "WHO,WHO",
            CustomParser = result => Who(result),
        };
        var file = new Option<string?>("--file")
        {
            Description = "mistakes of your own, in place of ours",
            HelpName = "PATH",
        };
        var jobs = WholeNumber.Option("--jobs", "in how many copies of the sources at a time", 1, 8, otherwise: 1);
        foreach (var option in new Option[] { list, table, only, against, file, jobs })
            command.Options.Add(option);
        return parsed => new MutantOptions(
            Chosen(parsed.GetValue(file), parsed.GetValue(only)),
            parsed.GetValue(against) ?? Finders.Names,
            parsed.GetValue(jobs),
            parsed.GetValue(list),
            parsed.GetValue(table));
    }

    private static IReadOnlyList<string>? Who(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        if (text == All)
            return Finders.Names;
        if (text == Seeds)
            return [.. Finders.Names.Where(name => name != Finders.UnitTests)];
        if (names.All(Finders.Names.Contains))
            return names;
        result.AddError($"--against: '{text}' is not allowed; use {Finder}");
        return null;
    }

    private static List<Mutant> Chosen(string? file, string? only)
    {
        var all = file is null ? [.. MutantFile.All()] : MutantFile.Read(file);
        var wanted = only?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        if (Array.Find(wanted, name => !all.Any(mutant => mutant.Name == name)) is { } unknown)
            throw new FormatException($"--only: there is no mutant '{unknown}'; --list shows all");
        var chosen = all.Where(mutant => only is null || wanted.Contains(mutant.Name)).ToList();
        return chosen.Count > 0 ? chosen : throw new FormatException("there is no mutant in it");
    }
}

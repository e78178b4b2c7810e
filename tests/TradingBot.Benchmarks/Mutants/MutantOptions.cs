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

    private static readonly string Usage =
        $"usage: mutants [--list] [--table] [--only NAME,NAME] [--against {string.Join(',', Finders.Names)} or {Seeds} "
        + $"or {All}] [--file PATH] [--jobs 1-8]";

    /// <exception cref="FormatException">An argument, or a line of a file, is not understood.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MutantOptions Read(string[] arguments)
    {
        var (file, only, against, jobs, isList, isTable) =
            ((string?)null, (string?)null, Finders.Names, 1, false, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i], value)
            {
                case ("--list", _):
                    isList = true;
                    continue;
                case ("--table", _):
                    isTable = true;
                    continue;
                case ("--file", { } path):
                    file = path;
                    break;
                case ("--only", { } names):
                    only = names;
                    break;
                case ("--against", { } who) when Who(who) is { } known:
                    against = known;
                    break;
                case ("--jobs", { Length: 1 }) when value[0] is >= '1' and <= '8':
                    jobs = value[0] - '0';
                    break;
                default:
                    throw new FormatException($"'{arguments[i]} {value}' is not understood; {Usage}");
            }

            i++;
        }

        return new MutantOptions(Chosen(file, only), against, jobs, isList, isTable);
    }

    private static IReadOnlyList<string>? Who(string names) => names switch
    {
        All => Finders.Names,
        Seeds => [.. Finders.Names.Where(name => name != Finders.UnitTests)],
        _ when names.Split(',') is var wanted && wanted.All(Finders.Names.Contains) => wanted,
        _ => null,
    };

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

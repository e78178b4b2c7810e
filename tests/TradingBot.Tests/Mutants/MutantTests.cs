namespace TradingBot.Tests.Mutants;

/// <summary>
/// The planted mistakes are only read here; that each is noticed is shown by
/// <c>dotnet run -c Release --project tests/TradingBot.Benchmarks -- mutants</c>.
/// </summary>
public class MutantTests
{
    private static readonly string[] Commands = ["faults", "worlds"];

    /// <summary>Who rewords a line that a mistake is planted in writes the mistake anew.</summary>
    [Fact]
    public void Every_planted_mistake_still_applies_to_the_sources() =>
        MutantFile.All().Select(Problem).OfType<string>().Should().BeEmpty();

    [Fact]
    public void There_are_sixty_planted_mistakes_at_least_each_with_a_name_of_its_own() =>
        MutantFile.All().Select(mutant => mutant.Name).Should().OnlyHaveUniqueItems()
            .And.HaveCountGreaterThanOrEqualTo(60);

    [Fact]
    public void Every_planted_mistake_says_what_is_wrong_and_who_notices_it()
    {
        var classes = typeof(MutantTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        foreach (var mutant in MutantFile.All())
        {
            mutant.Mistake.Should().NotBeEmpty(mutant.Name);
            mutant.FoundBy.Should().NotBeEmpty(mutant.Name)
                .And.OnlyContain(name => classes.Contains(name) || Commands.Contains(name), mutant.Name);
        }
    }

    /// <summary>Else it would find every mistake, whatever is planted.</summary>
    [Fact]
    public void A_row_of_a_theory_is_handed_over_as_the_test_host_does()
    {
        var methods = typeof(MutantTests).Assembly.GetTypes().Where(type => !type.IsAbstract)
            .SelectMany(TestRun.TestsOf);

        foreach (var (test, arguments) in methods)
        {
            var parameters = test.GetParameters();
            arguments.Should().HaveSameCount(parameters, test.Name);
            for (var i = 0; i < arguments.Length; i++)
                Fits(arguments[i], parameters[i].ParameterType).Should().BeTrue($"{test.DeclaringType}.{test.Name}");
        }

        static bool Fits(object? value, Type type) =>
            value is null ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null
            : type.IsInstanceOfType(value) || (type.IsPrimitive && value is IConvertible);
    }

    [Fact]
    public void Lines_around_a_mistake_tell_its_place_and_stay_as_they_are()
    {
        var mutant = MutantFile.Parse("[a] wrong\nfile: x.cs\n two\n-same\n+other\n", "test").Single();

        mutant.Apply("one\nsame\n    two\n    same\nend").Should().Be("one\nsame\n    two\n    other\nend");
    }

    [Theory]
    [InlineData("nothing of it", 0)]
    [InlineData("same\nsame", 2)]
    public void A_mistake_whose_old_lines_are_not_there_exactly_once_is_refused(string source, int times) =>
        MutantFile.Parse("[a] wrong\nfile: x.cs\n-same\n+other\n", "test").Single()
            .Invoking(mutant => mutant.Apply(source)).Should().Throw<FormatException>()
            .WithMessage($"mutant a no longer applies: its old lines occur {times} times in x.cs, not once");

    [Theory]
    [InlineData("name without brackets", "*line 1: *what is wrong' expected*")]
    [InlineData("[a] wrong\n-old\n+new", "*no 'file:'")]
    [InlineData("[a] wrong\nfile: x.cs\n same", "*changes no line")]
    [InlineData("[a] wrong\nfiles: x.cs\n-old", "*expected, not 'files: x.cs'")]
    public void A_file_that_is_not_understood_names_its_line(string text, string message) =>
        FluentActions.Invoking(() => MutantFile.Parse(text, "test"))
            .Should().Throw<FormatException>().WithMessage(message);

    private static string? Problem(Mutant mutant)
    {
        try
        {
            mutant.Apply(File.ReadAllText(Path.Combine(Repository.Root, mutant.File)));
            return null;
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            return wrong.Message;
        }
    }
}

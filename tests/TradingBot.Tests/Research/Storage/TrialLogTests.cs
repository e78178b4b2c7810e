using TradingBot.Research.Search;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Storage;
using TradingBot.Research.Trials;
using TradingBot.Tests.Research.Search;

namespace TradingBot.Tests.Research.Storage;

public sealed class TrialLogTests : IDisposable
{
    private static readonly SearchSpace Space = Spaces.Over("a=1..9,b=x,y");
    private static readonly DateOnly Day = new(2020, 1, 1);

    private readonly TemporaryDirectory _here = new();

    private string Figures => _here["trials.csv"];

    private string Returns => _here["returns.bin"];

    [Fact]
    public void What_was_stored_is_there_when_it_is_opened_again()
    {
        Store(3);

        using var log = Open();

        log.Count.Should().Be(3);
        var found = log.Find(1, Space.At(1))!;
        found.Figures.Should().Equal(ResultOf(1).Figures);
        found.Failure.Should().BeNull();
        log.Find(3, Space.At(3)).Should().BeNull();
        log.Returns([0, 2])!.Series(1).Should().Equal(ResultOf(2).DailyReturns);
    }

    [Fact]
    public void What_cannot_be_computed_or_is_infinite_comes_back_as_it_was()
    {
        var figures = ResultOf(0).Figures;
        (figures[0], figures[1], figures[2]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        using (var log = Open())
            log.Append(Swept(0, new TrialResult(figures, Day, [0.1])));

        using var again = Open();

        again.Find(0, Space.At(0))!.Figures.Should().Equal(figures);
    }

    [Fact]
    public void A_failure_keeps_its_words_and_has_no_days()
    {
        const string words = "it said \"no, never\", and ended";
        using (var log = Open())
            log.Append(Swept(0, TrialResult.Failed(words)));

        using var again = Open();

        again.Find(0, Space.At(0))!.Failure.Should().Be(words);
        again.Find(0, Space.At(0))!.Figures.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void What_a_kill_has_left_half_is_written_again_as_if_it_had_not_been(int cut)
    {
        Store(4);
        var (figures, returns) = (File.ReadAllBytes(Figures), File.ReadAllBytes(Returns));

        foreach (var file in new[] { Figures, Returns })
        {
            using (var torn = new FileStream(file, FileMode.Open))
                torn.SetLength(torn.Length - cut);
            Store(4, known: 3);

            File.ReadAllBytes(Figures).Should().Equal(figures);
            File.ReadAllBytes(Returns).Should().Equal(returns);
        }
    }

    [Fact]
    public void Returns_whose_checksum_is_wrong_are_not_taken_and_neither_is_what_follows()
    {
        Store(3);
        var bytes = File.ReadAllBytes(Returns);
        bytes[bytes.Length / 3 + 12] ^= 1; // of the second trial
        File.WriteAllBytes(Returns, bytes);

        using (var log = Open())
            log.Count.Should().Be(1);

        File.ReadAllLines(Figures).Should().HaveCount(2, "the head and the trial whose returns are whole");
    }

    [Fact]
    public void A_line_that_is_no_trial_is_named()
    {
        Store(3);
        var lines = File.ReadAllLines(Figures);
        lines[2] = lines[2].Replace(",y,", ",y,oops", StringComparison.Ordinal);
        File.WriteAllText(Figures, string.Join('\n', lines) + "\n");

        FluentActions.Invoking(Open).Should().Throw<SearchFileException>()
            .WithMessage("*trials.csv: line 3 is damaged; delete it and what follows*");
    }

    [Fact]
    public void Trials_of_other_settings_are_not_taken_for_this_searchs()
    {
        Store(2);

        FluentActions.Invoking(() => TrialLog.Open(_here.Path, Spaces.Over("a=1..9,c=x,y").Dimensions))
            .Should().Throw<SearchFileException>().WithMessage("*another search*");
        using var log = Open();
        log.Invoking(one => one.Find(0, Space.At(5))).Should().Throw<SearchFileException>()
            .WithMessage("*trial 1 is 1 x, the search asks for a=3 b=y*");
    }

    [Fact]
    public void Two_searches_cannot_write_the_same_files()
    {
        using var first = Open();

        FluentActions.Invoking(Open).Should().Throw<SearchFileException>().WithMessage("*cannot be opened*");
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_one_line() =>
        FluentActions.Invoking(() => TrialLog.Open(_here["none"], Space.Dimensions))
            .Should().Throw<SearchFileException>().Which.Message.Should().NotContain("\n");

    [Fact]
    public void Returns_of_several_trials_are_those_of_the_days_that_all_have()
    {
        using var log = Open();
        log.Append(Swept(0, ResultOf(0) with { FirstDay = Day, DailyReturns = [1, 2, 3, 4] }));
        log.Append(Swept(1, ResultOf(1) with { FirstDay = Day.AddDays(1), DailyReturns = [20, 30] }));
        log.Append(Swept(2, ResultOf(2) with { FirstDay = Day.AddDays(9), DailyReturns = [5] }));

        var returns = log.Returns([0, 1])!;

        (returns.FirstDay, returns.Days, returns.Sets).Should().Be((Day.AddDays(1), 2, 2));
        returns.Series(0).Should().Equal(2, 3);
        returns.Series(1, 1, 2).Should().Equal(30);
        log.Returns([0, 2]).Should().BeNull();
    }

    public void Dispose() => _here.Dispose();

    private TrialLog Open() => TrialLog.Open(_here.Path, Space.Dimensions);

    private void Store(int trials, int known = 0)
    {
        using var log = Open();
        log.Count.Should().Be(known);
        for (var number = 0; number < trials; number++)
            log.Append(Swept(number, ResultOf(number)));
    }

    private static SweptTrial Swept(int number, TrialResult result) =>
        new(number, result, new Trial(Space.At(number), [1], 0));

    private static TrialResult ResultOf(int number) =>
        new([.. ReportFigures.All.Select((_, i) => number + i / 3.0)], Day, [number / 7.0, -0.1, 0.25]);
}

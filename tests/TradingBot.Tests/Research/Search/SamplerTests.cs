using TradingBot.Research;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Tests.Research.Search;

public class SamplerTests
{
    public static TheoryData<string> Methods => [.. SearchMethods.Names];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_search_without_end_runs_every_allowed_candidate_once_and_no_other(string method)
    {
        var space = Spaces.Over("a=1..8,b=1..10,c=1..4").Where("a<b && c!=3", []);

        var asked = Searches.Run(SearchMethods.Create(method, space, 7), Searches.Sphere);

        asked.Select(candidate => (int)candidate.Id).Order()
            .Should().Equal(space.All().Select(candidate => (int)candidate.Id));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_seed_gives_the_same_search(string method)
    {
        var space = Spaces.Over("a=1..60,b=0..1:0.05");

        var once = Searches.Run(SearchMethods.Create(method, space, 3), Searches.Sphere, 150);
        var again = Searches.Run(SearchMethods.Create(method, space, 3), Searches.Sphere, 150);

        again.Should().Equal(once);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("sobol")]
    [InlineData("tpe")]
    [InlineData("cma-es")]
    public void Another_seed_gives_another_search(string method)
    {
        var space = Spaces.Over("a=1..60,b=0..1:0.05");

        var one = Searches.Run(SearchMethods.Create(method, space, 3), Searches.Sphere, 20);
        var other = Searches.Run(SearchMethods.Create(method, space, 4), Searches.Sphere, 20);

        other.Should().NotEqual(one);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_search_told_what_it_had_found_goes_on_as_if_it_had_never_stopped(string method)
    {
        var space = Spaces.Over("a=1..60,b=0..1:0.05").Where("a!=7", []);
        var stored = new Dictionary<Candidate, Trial>();
        var stopped = SearchMethods.Create(method, space, 5);
        for (var i = 0; i < 6; i++)
            stopped.Tell([.. stopped.Ask().Select(Found)]);
        var resumed = SearchMethods.Create(method, space, 5);
        for (var i = 0; i < 6; i++)
            resumed.Tell([.. resumed.Ask().Select(candidate => stored[candidate])]);

        for (var i = 0; i < 4; i++)
        {
            var batch = stopped.Ask();
            resumed.Ask().Should().Equal(batch);
            stopped.Tell([.. batch.Select(Found)]);
            resumed.Tell([.. batch.Select(candidate => stored[candidate])]);
        }

        Trial Found(Candidate candidate) =>
            stored[candidate] = new Trial(candidate, [-Searches.Sphere(candidate)], 0);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Runs_that_failed_and_scores_that_are_none_do_not_stop_a_search(string method)
    {
        var space = Spaces.Over("a=1..12,b=1..12");
        var sampler = SearchMethods.Create(method, space, 1);
        var count = 0;
        while (sampler.Ask() is { Count: > 0 } batch)
        {
            count += batch.Count;
            sampler.Tell([.. batch.Select(candidate => Trial.Failed(candidate, 2))]);
        }

        count.Should().Be(144);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_space_of_which_nothing_is_allowed_ends_at_once(string method) =>
        SearchMethods.Create(method, Spaces.Over("a=1..9,b=1..9").Where("a>b+10", []), 1).Ask().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_dimension_of_one_value_is_searched_like_any_other(string method) =>
        Searches.Run(SearchMethods.Create(method, Spaces.Over("a=5,b=1..9"), 1), Searches.Sphere)
            .Should().HaveCount(9);

    [Fact]
    public void Random_draws_are_as_likely_everywhere()
    {
        var space = Spaces.Over("a=1..10,b=1..10").Where("a!=b", []);
        var counts = new int[100];
        for (var seed = 0UL; seed < 300; seed++)
        {
            foreach (var candidate in new RandomSampler(space, seed).Ask().Take(30))
                counts[(int)candidate.Id]++;
        }

        var allowed = space.All().Select(candidate => counts[(int)candidate.Id]).ToList();
        allowed.Sum().Should().Be(9000);
        allowed.Should().OnlyContain(count => count > 60 && count < 140); // 100 on average, deviation below 10
    }

    [Fact]
    public void Random_draws_are_as_likely_everywhere_where_almost_nothing_is_allowed()
    {
        var space = Spaces.Over("a=1..2000").Where("a<=20", []);
        var counts = new int[20];
        for (var seed = 0UL; seed < 300; seed++)
        {
            foreach (var candidate in new RandomSampler(space, seed).Ask().Take(10))
                counts[(int)candidate.Id]++;
        }

        counts.Should().OnlyContain(count => count > 110 && count < 190); // 150 on average, deviation below 9
    }

    [Fact]
    public void Of_a_space_too_large_to_list_it_is_found_out_that_little_is_allowed()
    {
        var space = Spaces.Over("a=1..2000,b=1..2000").Where("a==b && a<0", []);

        new RandomSampler(space, 1).Ask().Should().BeEmpty();
    }

    [Theory]
    [InlineData("tp", "'tp' is not a method; use grid, random, sobol, tpe, cma-es")]
    [InlineData("sobel", "'sobel' is not a method (did you mean 'sobol'?); use grid, random, sobol, tpe, cma-es")]
    public void An_unknown_method_is_told_with_those_there_are(string method, string message) =>
        FluentActions.Invoking(() => SearchMethods.Create(method, Spaces.Over("a=1..9"), 1))
            .Should().Throw<SearchInputException>().WithMessage(message);

    [Fact]
    public void A_method_says_what_it_cannot_search()
    {
        Refusal("cma-es", "a=1..9,b=x,y")
            .Should().Be("cma-es searches numbers only, and b has words; use tpe, or a search for each word");
        Refusal("sobol", string.Join(',', "abcdefghijklmnopqrstuv".Select(letter => $"{letter}=1..2")))
            .Should().Be("sobol searches at most 21 dimensions, not 22; use random");

        static string Refusal(string method, string over) =>
            FluentActions.Invoking(() => SearchMethods.Create(method, Spaces.Over(over), 1))
                .Should().Throw<SearchInputException>().Which.Message;
    }
}

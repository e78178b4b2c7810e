using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Research;
using TradingBot.Research.Search;

namespace TradingBot.Tests.Research.Search;

public class SearchSpaceTests
{
    private static readonly StrategyDefinition Macd = StrategyCatalog.Find("macd-cross")!;

    [Theory]
    [InlineData("a=5..30:5", "5 10 15 20 25 30")]
    [InlineData("a=5..31:5", "5 10 15 20 25 30")]
    [InlineData("a=1..4", "1 2 3 4")]
    [InlineData("a=0.1..0.5", "0.1 0.2 0.3 0.4 0.5")]
    [InlineData("a=0.5..1.25:0.25", "0.5 0.75 1 1.25")]
    [InlineData("a=-1..1:0.5", "-1 -0.5 0 0.5 1")]
    [InlineData("a=1..100:x3", "1 3 9 27 81")]
    [InlineData("a=0.01..0.1:x2", "0.01 0.02 0.04 0.08")]
    [InlineData("a=7", "7")]
    [InlineData("a=5..5", "5")]
    [InlineData("a=20,5,1.50", "1.50 5 20")]
    [InlineData("a=1e-2,1e-3", "1e-3 1e-2")]
    [InlineData("a=red, Green ,blue", "red Green blue")]
    [InlineData("a=1%..3%", "1% 2% 3%")]
    [InlineData("a=100..300USD:100", "100USD 200USD 300USD")]
    [InlineData("a='x+y:p=1,q=2',z", "x+y:p=1,q=2 z")]
    public void The_values_of_a_dimension_are_those_that_its_text_says(string over, string values) =>
        Spaces.Over(over).Dimensions.Single().Texts.Should().Equal(values.Split(' '));

    [Fact]
    public void Steps_are_exact_decimals_however_many_there_are() =>
        Spaces.Over("a=0..10:0.1").Dimensions.Single().Texts.Should().HaveCount(101)
            .And.OnlyContain(text => text.Length <= 3).And.Contain(["0.3", "0.7", "2.9"]);

    [Fact]
    public void A_comma_begins_the_next_dimension_only_where_a_name_follows()
    {
        var space = Spaces.Over("a=1..3,b=x,y,c=5,7");

        space.Dimensions.Select(dimension => $"{dimension}").Should().Equal("a=1,2,3", "b=x,y", "c=5,7");
        space.Dimensions.Select(dimension => dimension.IsOrdered).Should().Equal(true, false, true);
    }

    [Fact]
    public void Factors_of_whole_numbers_are_rounded_and_none_comes_twice()
    {
        var space = SearchSpace.Parse(["fast=1..20:x1.5"], Searchable.Of(Macd));

        space.Dimensions.Single().Texts.Should().Equal("1", "2", "3", "5", "8", "11", "17");
    }

    [Fact]
    public void A_percent_sign_of_a_strategys_parameter_is_dropped_as_the_command_line_drops_it() =>
        SearchSpace.Parse(["stop-loss=1%..3%,take-profit=2%,5%"], Searchable.Of(Macd)).Dimensions
            .Select(dimension => $"{dimension}").Should().Equal("stop-loss=1,2,3", "take-profit=2,5");

    [Theory]
    [InlineData("", "'' is not allowed; use name=values, such as fast=5..30:5,slow=20..100 or kind=sma,ema")]
    [InlineData("fast", "'fast' is not allowed; use name=values, such as *")]
    [InlineData("fast=", "'fast=' is not allowed; use name=values, such as *")]
    [InlineData("=5", "'=5' is not allowed; use name=values, such as *")]
    [InlineData("fast=5,,7", "'fast=5,,7' is not allowed; use name=values, such as *")]
    [InlineData("fast='5", "'fast='5' is not allowed; a closing ' is missing")]
    [InlineData("fats=5..30", "'fats' cannot be searched (did you mean 'fast'?); use fast, slow, signal, price, *")]
    [InlineData("fast=5..30,fast=7", "fast is given twice")]
    [InlineData("fast=5,5", "fast: '5' is given twice")]
    [InlineData("price=open,close,OPEN", "price: 'OPEN' is given twice")]
    [InlineData("fast=30..5", "fast: '30..5' ends before it begins")]
    [InlineData("fast=5..x", "fast: '5..x' is not a range; use from..to:step, such as 5..30:5, *")]
    [InlineData("fast=5%..9h", "fast: '5%..9h' is not a range; use *")]
    [InlineData("fast=5..30:0", "fast: the step of '5..30:0' must be a number above 0, or a factor such as x2")]
    [InlineData("fast=5..30:", "fast: the step of '5..30:' must be a number above 0, or a factor such as x2")]
    [InlineData("fast=5..30:x1", "fast: '5..30:x1' needs a factor above 1 and a range above 0, such as 1..100:x2")]
    [InlineData("fast=5..30,40", "fast: '5..30' is a range; a list has single values, and a next dimension *")]
    [InlineData("fast=0..30", "fast: '0' is not allowed for fast; use a whole number from 1 to 5000")]
    [InlineData("fast=5..9000:5", "fast: '9000' is not allowed for fast; use a whole number from 1 to 5000")]
    [InlineData("fast=5..6:0.5", "fast: '5.5' is not allowed for fast; use a whole number from 1 to 5000")]
    [InlineData("price=closing", "price: 'closing' is not allowed for price; use close or typical or *")]
    [InlineData("take-profit=0..100:0.0001", "take-profit: '0..100:0.0001' has more than 100000 values; *")]
    [InlineData("stop-loss=..", "stop-loss: it has no range of its own; give one, such as stop-loss=1..10")]
    public void What_is_wrong_is_told_in_one_line_with_what_is_allowed(string over, string message) =>
        FluentActions.Invoking(() => SearchSpace.Parse([over], Searchable.Of(Macd)))
            .Should().Throw<SearchInputException>().WithMessage(message)
            .Which.Message.Should().NotContain("\n");

    [Fact]
    public void Without_ranges_a_strategys_own_numbers_are_searched_around_their_defaults()
    {
        var space = SearchSpace.Parse([], Searchable.Of(Macd));

        space.Dimensions.Select(dimension => $"{dimension}").Should().Equal(
            "fast=6,8,10,12,15,19,24", "slow=13,16,21,26,33,41,52", "signal=5,6,7,9,11,14,18");
    }

    [Fact]
    public void A_strategy_without_numbers_of_its_own_has_nothing_to_search() =>
        FluentActions.Invoking(() => SearchSpace.Parse([], Searchable.Of(StrategyCatalog.Find("majority")!)))
            .Should().Throw<SearchInputException>()
            .WithMessage("nothing has a range of its own to search; give one, such as take-profit=1..10");

    [Fact]
    public void Two_dots_stand_for_the_range_of_the_description()
    {
        var crossover = Searchable.Of(StrategyCatalog.Find("moving-average-crossover")!);

        SearchSpace.Parse(["kind=..,fast=.."], crossover).Dimensions.Select(dimension => $"{dimension}")
            .Should().Equal("kind=sma,ema", "fast=10,13,16,20,25,32,40");
    }

    [Fact]
    public void A_range_of_a_description_is_allowed_and_has_the_default_in_it()
    {
        foreach (var parameter in StrategyCatalog.All.SelectMany(strategy => strategy.Parameters))
        {
            var values = OwnRange.Of(parameter);
            values.Should().OnlyHaveUniqueItems(parameter.Name);
            foreach (var value in values)
                parameter.Parse(value);
            if (values.Count > 0)
                values.Should().Contain(parameter.Default, parameter.Name);
        }
    }

    [Theory]
    [InlineData(2, 0.1, 10, "1 1.3 1.6 2 2.5 3.2 4")]
    [InlineData(80, 0, 100, "40 50 64 80 100")]
    [InlineData(0, -1, 1, "")]
    [InlineData(0.2, 0.0001, 1, "0.1 0.13 0.16 0.2 0.25 0.32 0.4")]
    public void A_number_is_searched_from_half_its_default_to_twice_it(
        double @default, double minimum, double maximum, string values) =>
        string.Join(' ', OwnRange.Of(StrategyParameter.Number("n", @default, minimum, maximum, "help")))
            .Should().Be(values);

    [Fact]
    public void The_grid_is_in_the_order_of_nested_loops()
    {
        var space = Spaces.Over("a=1..2,b=x,y,c=5,7");

        Spaces.TextsOf(space).Should().Equal(
            "a=1 b=x c=5", "a=1 b=x c=7", "a=1 b=y c=5", "a=1 b=y c=7",
            "a=2 b=x c=5", "a=2 b=x c=7", "a=2 b=y c=5", "a=2 b=y c=7");
        space.All().Select(candidate => (int)candidate.Id).Should().Equal(Enumerable.Range(0, 8));
    }

    [Fact]
    public void A_candidate_is_found_again_by_its_id_in_a_grid_of_any_size()
    {
        var sizes = Gen.Choose(1, 300).NonEmptyListOf().Where(list => list.Count <= 12);
        var cases = from list in sizes from seed in Gen.Choose(0, int.MaxValue) select (list, seed);
        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var space = Spaces.Over(string.Join(',', given.list.Select((size, i) => $"{(char)('a' + i)}=1..{size}")));
            var random = new SplitMix64((ulong)given.seed);
            var candidate = space.Of([.. given.list.Select(random.NextBelow)]);
            return space.At(candidate.Id).Equals(candidate)
                && space.At(space.Count - 1).Id == space.Count - 1
                && space.Find(candidate.Assignments)!.GetHashCode() == candidate.GetHashCode();
        }).Check(Properties.FixedWith(20));
    }

    [Fact]
    public void A_grid_beyond_the_range_of_long_is_counted()
    {
        var space = Spaces.Over(string.Join(",", "abcdefgh".Select(letter => $"{letter}=1..900")));

        space.Count.Should().Be(BigInteger.Pow(900, 8));
        space.CountAllowed(1_000_000).Should().BeNull();
    }

    [Fact]
    public void What_a_condition_forbids_is_left_out_and_keeps_its_id()
    {
        var space = Spaces.Over("a=1..3,b=1..3").Where("a<b", []);

        Spaces.TextsOf(space).Should().Equal("a=1 b=2", "a=1 b=3", "a=2 b=3");
        space.All().Select(candidate => (int)candidate.Id).Should().Equal(1, 2, 5);
        space.CountAllowed(9).Should().Be(3);
        space.Where(candidate => candidate.Number(0) > 1).CountAllowed(9).Should().Be(1);
    }

    [Fact]
    public void A_condition_may_name_settings_that_are_not_searched()
    {
        var space = SearchSpace.Parse(["fast=10..40:10,price=close,open"], Searchable.Of(Macd))
            .Where("fast<slow && price=='close' && seeding=='own' && stop-loss==5%",
                [new("slow", "26"), new("seeding", "own"), new("stop-loss", "5")]);

        Spaces.TextsOf(space).Should().Equal("fast=10 price=close", "fast=20 price=close");
    }

    [Fact]
    public void Neighbours_are_one_step_away_in_numbers_and_allowed()
    {
        var space = Spaces.Over("a=1..5,b=x,y,c=1..2").Where("a!=4", []);

        space.Neighbours(space.Of(2, 0, 0)).Select(candidate => $"{candidate}")
            .Should().Equal("a=2 b=x c=1", "a=3 b=x c=2");
        space.Neighbours(space.Of(0, 1, 1)).Select(candidate => $"{candidate}")
            .Should().Equal("a=2 b=y c=2", "a=1 b=y c=1");
    }

    [Fact]
    public void An_edge_is_where_a_further_value_would_be_allowed()
    {
        var space = SearchSpace.Parse(["fast=1..3,slow=10..30:10,signal=9,price=close,open"], Searchable.Of(Macd));

        Edges(0, 0).Should().Equal("slow"); // fast may not be below 1
        Edges(2, 2).Should().Equal("fast", "slow");
        Edges(1, 1).Should().BeEmpty();

        IEnumerable<string> Edges(int fast, int slow) =>
            space.Edges(space.Of(fast, slow, 0, 0)).Select(dimension => dimension.Name);
    }

    [Fact]
    public void Settings_that_the_space_does_not_have_are_no_candidate()
    {
        var space = Spaces.Over("a=1..3,b=x,y");

        space.Find([new("B", "Y"), new("a", "2"), new("c", "9")])!.ToString().Should().Be("a=2 b=y");
        space.Find([new("a", "4"), new("b", "x")]).Should().BeNull();
        space.Find([new("a", "1")]).Should().BeNull();
    }
}

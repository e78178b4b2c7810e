using FsCheck;
using FsCheck.Fluent;
using TradingBot.Research;
using TradingBot.Research.Search.Expressions;

namespace TradingBot.Tests.Research.Search;

public class ExpressionTests
{
    private static readonly ExpressionScope Figures = ExpressionScope.OfFigures(
    [
        new("sharpe"), new("cagr"), new("maximum_drawdown") { SmallerIsBetter = true }, new("trades"),
        new("trades.won"),
    ]);

    private static readonly ExpressionScope Settings = ExpressionScope.OfSettings(
        [new("fast"), new("slow"), new("stop-loss"), new("kind") { Words = ["sma", "ema"] }]);

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("16 / 4 / 2", 2)]
    [InlineData("-2 * -3", 6)]
    [InlineData("2 - -3", 5)]
    [InlineData("-(2 - 5)", 3)]
    [InlineData("1.5e2 + .5", 150.5)]
    [InlineData("30%", 0.3)]
    [InlineData("min(3, 1, 2) + max(4, 9)", 10)]
    [InlineData("abs(-4) + sqrt(9) + log(1)", 7)]
    [InlineData("sharpe + 2 * trades", 201.5)]
    [InlineData("SHARPE", 1.5)]
    [InlineData("cagr/maximum_drawdown", 0.5)]
    [InlineData("trades.won / trades", 0.6)]
    public void A_formula_has_the_value_that_arithmetic_gives(string text, double value) =>
        Expression.Formula(text, Figures).Value([1.5, 0.1, 0.2, 100, 60]).Should().BeApproximately(value, 1e-12);

    [Theory]
    [InlineData("trades>=100", true)]
    [InlineData("trades>100", false)]
    [InlineData("maximum_drawdown<=20%", true)]
    [InlineData("maximum_drawdown<20%", false)]
    [InlineData("trades==100 && sharpe!=2", true)]
    [InlineData("trades<50 or sharpe>1 and cagr>1", false)]
    [InlineData("(trades<50 or sharpe>1) and cagr<1", true)]
    [InlineData("trades<50 || sharpe>1 && cagr<1", true)]
    [InlineData("sharpe>1 || trades<50 && cagr>1", true)]
    public void A_condition_holds_where_its_comparisons_do(string text, bool holds) =>
        Expression.Condition(text, Figures).Holds([1.5, 0.1, 0.2, 100, 60]).Should().Be(holds);

    [Theory]
    [InlineData("sharpe<1")]
    [InlineData("sharpe>=1")]
    [InlineData("sharpe==1")]
    [InlineData("sharpe!=1")]
    [InlineData("sharpe==sharpe")]
    [InlineData("cagr/maximum_drawdown>1")]
    [InlineData("cagr/maximum_drawdown<1")]
    [InlineData("log(maximum_drawdown)<0")]
    [InlineData("sqrt(-1)!=0")]
    [InlineData("max(sharpe, 5)>1")]
    [InlineData("min(5, sharpe)<9")]
    [InlineData("0*sharpe==0")]
    public void Nothing_holds_for_what_cannot_be_computed(string text) =>
        Expression.Condition(text, Figures).Holds([double.NaN, 0.1, 0, 100, 60]).Should().BeFalse();

    [Theory]
    [InlineData("fast<slow && slow<=2*fast", true)]
    [InlineData("slow-fast>=10", true)]
    [InlineData("slow-fast>10", false)]
    [InlineData("stop-loss==5%", true)]
    [InlineData("stop-loss-fast<0", true)]
    [InlineData("fast-2==18", true)]
    [InlineData("kind=='ema'", true)]
    [InlineData("kind!=\"SMA\"", true)]
    [InlineData("'sma'==kind", false)]
    [InlineData("(kind)!='ema'", false)]
    public void Settings_may_have_dashes_percents_and_words(string text, bool holds) =>
        Expression.Condition(text, Settings).Holds([20, 30, 5, 1]).Should().Be(holds);

    [Theory]
    [InlineData("fats<slow", "column 1: 'fats' is not known (did you mean 'fast'?); use fast, slow, stop-loss, kind")]
    [InlineData("fast<slow-fats", "column 11: 'fats' is not known (did you mean 'fast'?); use *")]
    [InlineData("fast<stop-lost", "column 6: 'stop-lost' is not known (did you mean 'stop-loss'?); use *")]
    [InlineData("", "column 1: a number, a name or '(' is expected, not the end")]
    [InlineData("fast <", "column 7: a number, a name or '(' is expected, not the end")]
    [InlineData("fast = slow", "column 6: to compare, write ==")]
    [InlineData("fast<slow & fast>1", "column 11: for and, write &&")]
    [InlineData("fast<slow | fast>1", "column 11: for or, write ||")]
    [InlineData("!(fast<slow)", "column 1: there is no not; turn the comparison round, such as <= for >")]
    [InlineData("fast<slow<50", "column 10: comparisons are not chained; write a<b && b<c")]
    [InlineData("fast", "column 1: a comparison is expected, such as a < b, not 'fast'")]
    [InlineData("fast+(slow>2)>1", "column 7: a number is expected, not a comparison")]
    [InlineData("fast<slow && 3", "column 14: a comparison is expected, such as a < b, not '3'")]
    [InlineData("(fast<slow", "column 11: ')' is expected, not the end")]
    [InlineData("fast<slow)", "column 10: ')' is not expected here")]
    [InlineData("fast<1.2.3", "column 6: '1.2.' is not a number")]
    [InlineData("fast<2fast", "column 6: '2f' is not a number")]
    [InlineData("fast<1e999", "column 6: '1e999' is not a number")]
    [InlineData("fast<#", "column 6: '#' is not understood")]
    [InlineData("fast<pow(2)", "column 6: 'pow' is not known; use *")]
    [InlineData("fast(2)<1", "column 1: 'fast' is not a function; use min, max, abs, log, sqrt")]
    [InlineData("min(fast)<1", "column 1: min takes two values or more")]
    [InlineData("abs(fast, slow)<1", "column 1: abs takes one value")]
    [InlineData("kind<'ema'", "column 5: kind has words, which have no order; use == or !=")]
    [InlineData("kind=='ena'", "column 7: kind is compared with 'ena'; use 'sma' or 'ema'")]
    [InlineData("kind==1", "column 7: kind is compared with '1'; use 'sma' or 'ema'")]
    [InlineData("kind+1>2", "column 1: kind has words; compare it, such as kind == 'sma'")]
    [InlineData("fast=='ema'", "column 1: a word is compared with a setting that has words, not 'fast'")]
    [InlineData("kind=='ema", "column 7: a closing ' is missing")]
    public void What_is_wrong_with_a_condition_is_told_with_its_column(string text, string message) =>
        FluentActions.Invoking(() => Expression.Condition(text, Settings))
            .Should().Throw<SearchInputException>().WithMessage($"'{text}' is not allowed: {message}")
            .Which.Message.Should().NotContain("\n");

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    public void Depth_has_an_end_before_the_stack_has(char sign) =>
        FluentActions.Invoking(() => Expression.Condition(new string(sign, 100_000), Settings))
            .Should().Throw<SearchInputException>().WithMessage("*more than 50 parentheses or signs*");

    [Fact]
    public void Any_text_is_an_expression_or_one_line_about_what_is_wrong()
    {
        var pieces = Gen.Elements(
            "fast", "slow", "stop-loss", "kind", "'sma'", "1", "2%", "+", "-", "*", "/", "(", ")", "<", "==", "&&",
            "or", "min", ",", ":", "!", " ", ".", "e", "\"", "\u00e9");
        Prop.ForAll(pieces.ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try
            {
                Expression.Condition(text, Settings).Holds([1, 2, 3, 0]);
                return true;
            }
            catch (SearchInputException wrong)
            {
                return !wrong.Message.Contains('\n');
            }
        }).Check(Properties.FixedWith(2000));
    }

    [Fact]
    public void Requirements_and_objectives_are_separated_by_commas()
    {
        Expression.Conditions("trades>=100, maximum_drawdown<=min(30%, 1)", Figures).Select(one => one.Text)
            .Should().Equal("trades>=100", "maximum_drawdown<=min(30%, 1)");
        Objective.Parse("sharpe, min(cagr, 1):max, -maximum_drawdown", Figures).Select(one => one.ToString())
            .Should().Equal("sharpe:max", "min(cagr, 1):max", "-maximum_drawdown:max");
    }

    [Theory]
    [InlineData("sharpe", 1.5)]
    [InlineData("sharpe:min", -1.5)]
    [InlineData("maximum_drawdown", -0.2)]
    [InlineData("maximum_drawdown:max", 0.2)]
    [InlineData("maximum_drawdown:min", -0.2)]
    [InlineData("-maximum_drawdown", -0.2)]
    [InlineData("1-maximum_drawdown", 0.8)]
    [InlineData("(maximum_drawdown)", 0.2)]
    public void Most_is_best_unless_less_is_asked_for_or_better_by_nature(string text, double score) =>
        Objective.Parse(text, Figures).Single().Score([1.5, 0.1, 0.2, 100, 60]).Should().BeApproximately(score, 1e-12);

    [Theory]
    [InlineData("cagr/maximum_drawdown")]
    [InlineData("trades*1e300*1e300:min")]
    [InlineData("log(maximum_drawdown)")]
    public void What_is_not_a_finite_number_is_no_score(string text) =>
        Objective.Parse(text, Figures).Single().Score([1.5, 0.1, 0, 100, 60]).Should().Be(double.NaN);

    [Theory]
    [InlineData("sharpe:best", "column 8: 'best' is not known; use *")]
    [InlineData("sharpe:cagr", "column 8: min or max is expected after ':', not 'cagr'")]
    [InlineData("sharpe:", "column 8: min or max is expected after ':', not the end")]
    [InlineData("sharpe,", "column 8: a number, a name or '(' is expected, not the end")]
    [InlineData("sharpe>1", "column 1: a number is expected, not a comparison")]
    [InlineData("sharpe cagr", "column 8: 'cagr' is not expected here")]
    public void What_is_wrong_with_an_objective_is_told_with_its_column(string text, string message) =>
        FluentActions.Invoking(() => Objective.Parse(text, Figures))
            .Should().Throw<SearchInputException>().WithMessage($"'{text}' is not allowed: {message}");
}

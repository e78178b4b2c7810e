using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Research.Tearsheets;
using TradingBot.Research.Tearsheets.Groups;
using static TradingBot.Tests.Research.Tearsheets.SmallRun;

namespace TradingBot.Tests.Research.Tearsheets;

/// <summary>Figures of days worked out by hand, and runs of which little can be computed.</summary>
public class TearsheetTests
{
    [Fact]
    public void Every_figure_has_a_name_of_its_own_a_title_and_a_sentence_that_says_how_to_read_it()
    {
        var sheet = RunTearsheet.Of(HistoryOf([100, 110, 99], Trades()));

        sheet.Groups.Should().OnlyHaveUniqueItems(group => group.Name);
        foreach (var group in sheet.Groups)
        {
            group.Figures.Select(figure => figure.Name).Concat(group.Tables.Select(table => table.Name))
                .Should().OnlyHaveUniqueItems().And.AllSatisfy(name => name.Should().MatchRegex("^[a-z][a-z0-9_]*$"));
            group.Figures.Select(figure => figure.Convention).Concat(group.Tables.Select(table => table.Convention))
                .Should().AllSatisfy(words => words.Should().MatchRegex(@"^[^\n]{6,}[^.\n]$"));
            group.Figures.Select(figure => figure.Title).Concat(group.Tables.Select(table => table.Title))
                .Should().AllSatisfy(title => title.Should().MatchRegex(@"^\S.*\S$"));
            foreach (var table in group.Tables)
            {
                table.Columns.Should().OnlyHaveUniqueItems(column => column.Name);
                foreach (var row in table.Rows)
                {
                    row.Select(cell => cell.Text is not null).Should()
                        .Equal(table.Columns.Select(column => column.Unit == FigureUnit.Text));
                }
            }
        }
    }

    [Theory]
    [InlineData("one point")]
    [InlineData("no trade")]
    [InlineData("nothing happens")]
    [InlineData("only losses")]
    [InlineData("everything is lost")]
    [InlineData("more than everything is lost")]
    public void Whatever_has_become_of_a_run_it_has_the_same_figures(string fate)
    {
        var expected = RunTearsheet.Of(HistoryOf([100, 110, 99], Trades()));
        decimal[] equity = fate switch
        {
            "one point" => [100],
            "only losses" => [.. Enumerable.Range(0, 40).Select(day => 100m - day)],
            "everything is lost" => [100, 50, .. Enumerable.Repeat(0m, 40)],
            "more than everything is lost" => [100, 50, .. Enumerable.Repeat(-1m, 40)],
            _ => [.. Enumerable.Repeat(100m, 50)],
        };

        var sheet = RunTearsheet.Of(HistoryOf(equity, fate == "only losses" ? [Trade(0, 1, -1)] : []));

        sheet.Groups.SelectMany(group => group.Figures.Select(figure => $"{group.Name} {figure.Name}")).Should()
            .Equal(expected.Groups.SelectMany(group => group.Figures.Select(figure => $"{group.Name} {figure.Name}")));
        sheet.Groups.SelectMany(group => group.Figures).Should()
            .AllSatisfy(figure => figure.Value.Should().Match(value => !double.IsInfinity(value), figure.Name));
    }

    [Fact]
    public void Drawdowns_of_the_daily_equity_are_counted_and_ranked()
    {
        var risk = RunTearsheet.Of(HistoryOf([100, 90, 100, 200, 100, 150], []))["risk"];

        Of(risk, "drawdowns").Should().Be(2);
        Of(risk, "maximum_drawdown_daily").Should().Be(0.5);
        Of(risk, "average_drawdown").Should().BeApproximately(0.3, 1e-12);
        Of(risk, "average_drawdown_days").Should().Be(2);
        Of(risk, "longest_drawdown_days").Should().Be(2);
        Of(risk, "time_under_water").Should().BeApproximately(3 / 5.0, 1e-12);
        Of(risk, "ulcer_index").Should().BeApproximately(Math.Sqrt((0.01 + 0.25 + 0.0625) / 5), 1e-12);
        risk.Tables.Single().Rows.Select(row => row[3].Value).Should().Equal(0.5, 0.1);
    }

    [Fact]
    public void Of_many_drawdowns_the_ten_deepest_are_named()
    {
        decimal[] equity = [.. Enumerable.Range(0, 24).Select(day => day % 2 == 0 ? 100m : 99 - day)];

        var rows = RunTearsheet.Of(HistoryOf(equity, []))["risk"].Tables.Single().Rows;

        rows.Select(row => row[3].Value).Should().Equal(
            Enumerable.Range(0, 10).Select(place => (1 + 23 - 2 * place) / 100.0));
    }

    [Fact]
    public void A_week_begins_on_Monday_and_the_parts_of_days_belong_to_none()
    {
        EquityPoint[] points =
        [
            new(Monday - Day / 2, 50), new(Monday, 100), .. Enumerable.Range(1, 7).Select(
                day => new EquityPoint(Monday + day * Day, 100 + 10 * day)),
            new(Monday + 8 * Day, 85), new(Monday + 8 * Day + 60, 1),
        ];

        var risk = RunTearsheet.Of(HistoryOf(points, []))["risk"];

        Of(risk, "best_week").Should().BeApproximately(0.7, 1e-12);
        Of(risk, "worst_week").Should().BeApproximately(-0.5, 1e-12);
        Of(risk, "best_month").Should().BeApproximately(0.7 - 0.85, 1e-12, "one month: 100 to 85");
    }

    [Fact]
    public void The_same_run_has_the_same_intervals_and_a_better_one_better_ones()
    {
        decimal[] steady = [.. Enumerable.Range(0, 200).Select(day => 100m + day + day % 3)];
        decimal[] worse = [.. Enumerable.Range(0, 200).Select(day => 300m - day + day % 3)];

        var (first, again) = (RunTearsheet.Of(HistoryOf(steady, [])), RunTearsheet.Of(HistoryOf(steady, [])));
        var other = RunTearsheet.Of(HistoryOf(worse, []));

        var interval = first["ratios", "sharpe"].Interval!.Value;
        interval.Should().Be(again["ratios", "sharpe"].Interval);
        first["ratios", "sharpe"].Value.Should().BeInRange(interval.Low, interval.High);
        interval.Low.Should().BeGreaterThan(other["ratios", "sharpe"].Interval!.Value.High);
        (first["validity", "sharpe_not_positive"].Value, other["validity", "sharpe_not_positive"].Value)
            .Should().Be((0, 1));
        first["validity", "resamples"].Value.Should().Be(2000);
    }

    [Fact]
    public void A_run_that_is_holding_itself_has_a_beta_of_1_in_every_resample()
    {
        decimal[] equity = [.. Enumerable.Range(0, 100).Select(day => 100m + day % 7)];
        var history = HistoryOf(equity, []) with { Holding = [.. equity.Select(value => 3 * (double)value)] };

        var against = RunTearsheet.Of(history)["against_holding"];

        var beta = against.Figures.Single(figure => figure.Name == "beta");
        beta.Value.Should().BeApproximately(1, 1e-12);
        beta.Interval!.Value.Low.Should().BeApproximately(1, 1e-12);
        beta.Interval!.Value.High.Should().BeApproximately(1, 1e-12);
        Of(against, "up_capture").Should().BeApproximately(1, 1e-12);
        Of(against, "down_capture").Should().BeApproximately(1, 1e-12);
        Of(against, "information_ratio").Should().Be(double.NaN, "it differs by nothing");
        Of(against, "alpha_t").Should().Be(double.NaN);
    }

    [Fact]
    public void To_freqtrade_the_start_is_no_peak_and_what_has_no_deviation_is_minus_a_hundred()
    {
        // Falls by 20 from the start, which it does not see, and by 11 from a balance of 110.
        var fallen = RunTearsheet.Of(HistoryOf([100, 99], [Trade(0, 1, -20), Trade(1, 2, 30), Trade(2, 3, -11)]));
        var alike = RunTearsheet.Of(HistoryOf([100, 110], [Trade(0, 1, 5), Trade(1, 2, 5)]));

        fallen["other_programs", "freqtrade_maximum_drawdown"].Value.Should().BeApproximately(0.1, 1e-12);
        alike["other_programs", "freqtrade_sharpe"].Value.Should().Be(-100);
        alike["other_programs", "freqtrade_sortino"].Value.Should().Be(-100);
        RunTearsheet.Of(HistoryOf([100, 110], []))["other_programs", "freqtrade_sharpe"].Value.Should().Be(0);
    }
}

using System.Globalization;
using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets;
using TradingBot.Research.Tearsheets.Groups;
using TradingBot.Research.Tearsheets.Programs;
using TradingBot.Research.Tearsheets.Runs;
using TradingBot.Tests.Research.Inference;

namespace TradingBot.Tests.Research.Tearsheets;

/// <summary>The figures of three recorded runs, as numpy, scipy and the programs themselves compute them.</summary>
public class ReferenceTearsheetTests
{
    private const double Fee = 0.0026;

    private const string Lean = "LEAN (formulas of Statistics.cs and PortfolioStatistics.cs, executed in numpy)";

    private const string BacktestingPy =
        "backtesting.py (compute_stats on the daily equity points, benchmark equity as Close)";

    /// <summary>A figure, and where the reference has it.</summary>
    private static readonly string[] Risk =
    [
        "maximum_drawdown_daily max_drawdown", "closed_trade_drawdown trades/closed_trade_max_drawdown",
        "drawdowns drawdowns_count", "average_drawdown", "average_drawdown_days",
        "longest_drawdown_days longest_drawdown_detail/days", "time_under_water share_of_days_under_water",
        "ulcer_index", "pain_index", "value_at_risk_95 var_95_historical", "value_at_risk_99 var_99_historical",
        "expected_shortfall_95 cvar_95_historical_mean_of_returns_at_or_below_var",
        "expected_shortfall_99 cvar_99_historical_mean_of_returns_at_or_below_var", "tail_ratio tail_ratio_95_5",
        "best_day", "worst_day", "best_week best_week_mon_sun", "worst_week worst_week_mon_sun", "best_month",
        "worst_month", "downside_deviation downside_volatility", "skew skew_g1_population",
        "excess_kurtosis kurtosis_excess_g2_population", "autocorrelation autocorrelation_lag1_acf", "positive_days",
    ];

    private static readonly string[] Ratios =
    [
        "sharpe", "sortino", "omega omega_0", "gain_to_pain gain_to_pain_daily", "recovery_factor",
        "gain_to_pain_monthly gain_to_pain_monthly_compounded",
    ];

    private static readonly string[] Holding =
    [
        "holding_return benchmark_buy_and_hold/total_return", "holding_volatility benchmark_buy_and_hold/volatility",
        "holding_sharpe benchmark_buy_and_hold/sharpe", "holding_maximum_drawdown benchmark_buy_and_hold/max_drawdown",
        "alpha alpha_annual_arithmetic", "beta", "correlation", "tracking_error", "information_ratio",
        "treynor treynor_mean_over_beta", "alpha_t", "up_capture up_capture_mean", "down_capture down_capture_mean",
    ];

    private static readonly string[] Trades =
    [
        "closed count", "won", "win_rate", "gross_profit", "gross_loss", "profit_factor", "expectancy expectancy_money",
        "median_profit", "average_win", "average_loss", "best_profit", "worst_profit", "payoff", "sqn sqn_profit_ddof1",
        "kelly kelly_money", "largest_win_share largest_win_share_of_gross_profit", "longest_winning_streak",
        "longest_losing_streak", "average_seconds", "median_seconds", "longest_seconds",
        "briefest_seconds shortest_seconds", "average_seconds_won", "average_seconds_lost",
    ];

    /// <summary>The reference divides by the entry's cost, the product by the cost with the fee.</summary>
    private static readonly string[] TradeReturns =
    [
        "average_return expectancy_return", "median_return", "average_win_return", "average_loss_return", "best_return",
        "worst_return",
    ];

    private static readonly string[] Costs =
        ["fees", "result_before_fees gross_result_before_fees", "break_even_fee break_even_fee_rate"];

    private static readonly string[] Validity =
    [
        "days observations", "psr_0 psr_vs_0", "psr_1 psr_vs_1_a_year",
        "minimum_track_record_days min_track_record_days_vs_0_at_95", "mean_t mean_t_statistic",
        "mean_p mean_t_p_two_sided", "trade_mean_t trades/mean_return_t",
        "trade_mean_p trades/mean_return_t_p_two_sided",
    ];

    [SharedDataFact(ReferenceRun.File)]
    public void Risk_ratios_and_holding_are_those_of_the_reference()
    {
        foreach (var run in ReferenceRun.All)
        {
            var few = Resamples(run);
            Agree(run, RiskGroup.Of(run.History, run.Rowwise, few), Risk);
            Agree(run, RatioGroup.Of(run.Rowwise, few), Ratios);
            Agree(run, HoldingGroup.Of(run.History, run.Rowwise, few), Holding);
        }
    }

    [SharedDataFact(ReferenceRun.File)]
    public void Trades_costs_and_validity_are_those_of_the_reference()
    {
        foreach (var run in ReferenceRun.All)
        {
            var trades = TradeGroup.Of(run.History);
            Agree(run, trades, Trades, "trades/");
            Agree(run, trades, TradeReturns, "trades/", 1 + Fee);
            Agree(run, CostGroup.Of(run.History), Costs, "trades/");
            var validity = ValidityGroup.Of(run.History, run.Rowwise, Resamples(run));
            Agree(run, validity, Validity);
            Near(Of(validity, "sharpe_standard_error"),
                run.Value("convention", "sharpe_standard_error_daily") * Math.Sqrt(365), run, "standard error");
            var wilson = trades.Figures.Single(figure => figure.Name == "win_rate").Interval!.Value;
            var expected = run.Values("convention", "trades", "win_rate_wilson_95");
            Near(wilson.Low, expected[0], run, "win rate, low");
            Near(wilson.High, expected[1], run, "win rate, high");
        }
    }

    [SharedDataFact(ReferenceRun.File)]
    public void The_growth_of_a_year_over_the_daily_drawdown_is_the_reference_s_Calmar()
    {
        foreach (var run in ReferenceRun.All)
        {
            var sheet = RunTearsheet.Of(run.History);
            var calmar = sheet["result", "cagr"].Value / sheet["risk", "maximum_drawdown_daily"].Value;
            Near(calmar, run.Value("convention", "calmar"), run, "calmar");
            if (run.Name != "short") // whose parts of days are no days of ours
                Near(sheet["ratios", "calmar_daily"].Value, run.Value("convention", "calmar"), run, "calmar_daily");
        }
    }

    [SharedDataFact(ReferenceRun.File)]
    public void Months_years_and_the_worst_drawdowns_are_those_of_the_reference()
    {
        foreach (var run in ReferenceRun.All)
        {
            foreach (var (periods, name) in new[]
                { (Period.Months(run.Rowwise), "monthly_returns"), (Period.Years(run.Rowwise), "yearly_returns") })
            {
                foreach (var period in periods)
                    Near(period.Return, run.Value("convention", name, period.Name), run, period.Name);
            }

            var worst = RiskGroup.Of(run.History, run.Rowwise, Resamples(run)).Tables.Single();
            var expected = OverfitReference.ValueOfCase(run.Name, "convention", "five_worst_drawdowns");
            foreach (var (row, fall) in worst.Rows.Zip(expected.EnumerateArray()))
            {
                Near(row[3].Value, fall.GetProperty("depth").GetDouble(), run, "depth");
                Near(row[4].Value, fall.GetProperty("days").GetDouble(), run, "days");
                Near(row[5].Value, fall.GetProperty("days_peak_to_trough").GetDouble(), run, "days to the trough");
                (row[6].Value == 1).Should().Be(fall.GetProperty("recovered").GetBoolean());
                var peak = DateTime.UnixEpoch.AddSeconds(row[0].Value);
                peak.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
                    .Should().Be(fall.GetProperty("peak").GetString());
            }
        }
    }

    [SharedDataFact(ReferenceRun.File)]
    public void Intervals_are_the_percentiles_of_the_reference_s_own_draws()
    {
        foreach (var run in ReferenceRun.All)
        {
            var plan = new ResamplePlan(run.Value("bootstrap", "exact", "L"), 2000, 42);
            var resamples = RatioResamples.Of(run.Rowwise, plan);
            var shares = run.Values("bootstrap", "exact", "percentiles");
            Same(run.Values("bootstrap", "exact", "sharpe_annual"), ratios => ratios.Sharpe);
            Same(run.Values("bootstrap", "exact", "max_drawdown"), ratios => ratios.MaximumDrawdown);
            resamples.ShareAtMost(ratios => ratios.Sharpe, 0)
                .Should().Be(run.Value("bootstrap", "exact", "share_sharpe_le_0"));
            var (low, high, _) = resamples.Interval(ratios => ratios.Sharpe);
            var sharpes = run.Values("bootstrap", "exact", "sharpe_annual");
            Near(low, sharpes[0], run, "the beginning of the interval");
            Near(high, sharpes[^1], run, "the end of the interval");

            void Same(double[] expected, Func<DayRatios, double> figure)
            {
                foreach (var (share, value) in shares.Zip(expected))
                    Near(resamples.Percentile(figure, share / 100), value, run, $"percentile {share}");
            }
        }
    }

    [SharedDataTheory(ReferenceRun.File)]
    [InlineData("freqtrade_sharpe", "freqtrade/calculate_sharpe")]
    [InlineData("freqtrade_sortino", "freqtrade/calculate_sortino")]
    [InlineData("freqtrade_calmar", "freqtrade/calculate_calmar")]
    [InlineData("freqtrade_cagr", "freqtrade/calculate_cagr")]
    [InlineData("freqtrade_maximum_drawdown", "freqtrade/calculate_max_drawdown/account")]
    [InlineData("lean_sharpe", $"{Lean}/SharpeRatio")]
    [InlineData("lean_sortino", $"{Lean}/SortinoRatio")]
    [InlineData("lean_cagr", $"{Lean}/CompoundingAnnualReturn")]
    [InlineData("lean_maximum_drawdown", $"{Lean}/Drawdown")]
    [InlineData("lean_psr", $"{Lean}/ProbabilisticSharpeRatio(benchmark 1 a year)")]
    [InlineData("backtesting_py_sharpe", $"{BacktestingPy}/Sharpe Ratio")]
    [InlineData("backtesting_py_sortino", $"{BacktestingPy}/Sortino Ratio")]
    [InlineData("backtesting_py_calmar", $"{BacktestingPy}/Calmar Ratio")]
    [InlineData("backtesting_py_cagr", $"{BacktestingPy}/CAGR [%]", 0.01)]
    [InlineData("backtesting_py_maximum_drawdown", $"{BacktestingPy}/Max. Drawdown [%]", -0.01)]
    [InlineData("quantstats_sharpe", "quantstats/sharpe(default periods=252)")]
    [InlineData("quantstats_sharpe_365", "quantstats/sharpe(periods=365)")]
    [InlineData("quantstats_sortino_365", "quantstats/sortino(periods=365)")]
    [InlineData("quantstats_calmar_365", "quantstats/calmar(periods=365)")]
    [InlineData("quantstats_cagr_365", "quantstats/cagr(periods=365)")]
    [InlineData("quantstats_maximum_drawdown", "quantstats/max_drawdown(prices=equity)", -1)]
    [InlineData("jesse_sharpe", "jesse/sharpe_ratio")]
    [InlineData("jesse_sortino", "jesse/sortino_ratio")]
    [InlineData("jesse_calmar", "jesse/calmar_ratio")]
    [InlineData("jesse_cagr", "jesse/cagr")]
    [InlineData("jesse_maximum_drawdown", "jesse/max_drawdown", -1)]
    public void Other_programs_would_print_what_they_did_print(string figure, string path, double unit = 1)
    {
        foreach (var run in ReferenceRun.All)
        {
            var value = Of(OtherPrograms.Of(run.History), figure);
            Near(value, run.Value(["packages", .. path.Split('/')]) * unit, run, figure);
        }
    }

    /// <summary>A few: none of the values depends on them.</summary>
    private static RatioResamples Resamples(ReferenceRun run) =>
        RatioResamples.Of(run.Rowwise, new ResamplePlan(5, 3, 1));

    private static void Agree(
        ReferenceRun run, FigureGroup group, string[] figures, string folder = "", double factor = 1)
    {
        foreach (var words in figures.Select(figure => figure.Split(' ')))
        {
            var path = words[^1].Contains('/') ? words[^1] : folder + words[^1];
            var expected = run.Value(["convention", .. path.Split('/')]);
            Near(Of(group, words[0]) * factor, expected, run, words[0]);
        }
    }

    private static double Of(FigureGroup group, string figure) =>
        group.Figures.Single(one => one.Name == figure).Value;

    private static void Near(double value, double expected, ReferenceRun run, string what)
    {
        if (double.IsNaN(expected))
            value.Should().Be(double.NaN, $"{what} of {run.Name}");
        else
            value.Should().BeApproximately(expected, Math.Abs(expected) * 1e-9 + 1e-15, $"{what} of {run.Name}");
    }
}

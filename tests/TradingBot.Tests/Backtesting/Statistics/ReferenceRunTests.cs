using System.Globalization;
using System.Text.Json;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Tests.Backtesting.Statistics;

/// <summary>Ratios of three recorded runs, as others' packages compute them.</summary>
public class ReferenceRunTests
{
    private const string Reference = "../statistics/reference.json";

    [SharedDataFact(Reference)]
    public void Runs_of_whole_days_have_the_ratios_that_public_packages_agree_on()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf(Reference)));
        foreach (var run in new[] { "losing", "winning" })
        {
            var expected = reference.RootElement.GetProperty("cases").GetProperty(run).GetProperty("convention");
            var returns = ReturnsOf(run);

            Agree("sharpe", returns.Sharpe);
            Agree("sortino", returns.Sortino);
            Agree("volatility", returns.Volatility);
            Agree("cagr", returns.Cagr);

            void Agree(string figure, double value) =>
                (value / expected.GetProperty(figure).GetDouble()).Should().BeApproximately(1, 1e-12, $"{figure} of {run}");
        }
    }

    [SharedDataFact(Reference)]
    public void The_half_days_at_the_ends_of_a_run_do_not_count_as_days() =>
        ReturnsOf("short").Sharpe.Should().BeApproximately(0.7628, 0.00005);

    private static Returns ReturnsOf(string run)
    {
        var rows = File.ReadLines(SharedData.PathOf($"../statistics/{run}/equity.csv")).Skip(1).Select(line => line.Split(','));
        return new Returns([.. rows.Select(row => new EquityPoint(
            (long)(DateTime.Parse(row[0], CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds,
            decimal.Parse(row[1], CultureInfo.InvariantCulture)))]);
    }
}

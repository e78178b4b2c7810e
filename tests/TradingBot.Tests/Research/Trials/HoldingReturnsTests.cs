using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Research.Trials;

namespace TradingBot.Tests.Research.Trials;

public class HoldingReturnsTests
{
    private static readonly DateOnly Start = new(2020, 3, 1);

    [Fact]
    public void All_days_together_are_the_return_of_buying_and_holding_that_a_report_prints()
    {
        var setup = HourlyTrials.SetupOf("macd-cross", []);
        var trial = TrialRunner.Run(() => setup, CancellationToken.None);

        var returns = HoldingReturns.Of(setup, trial.FirstDay, trial.DailyReturns.Count);

        var held = returns.Aggregate(1.0, (equity, day) => equity * (1 + day)) - 1;
        held.Should().BeApproximately(trial.Figures[ReportFigures.IndexOf("buy_and_hold")], 1e-12);
        returns.Should().HaveCount(214);
    }

    [Fact]
    public void A_day_is_from_the_last_close_before_midnight_to_the_next()
    {
        var setup = HourlyTrials.SetupOf("macd-cross", []);
        var closes = setup.History.All.ToArray().Where(candle => candle.OpenSeconds % 86_400 == 82_800)
            .ToDictionary(candle => DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(candle.OpenSeconds)));

        var returns = HoldingReturns.Of(setup, Start, 10);

        for (var day = 1; day < 10; day++)
        {
            returns[day].Should().Be(
                closes[Start.AddDays(day)].Close / closes[Start.AddDays(day - 1)].Close - 1, $"day {day}");
        }
    }

    [Fact]
    public void The_first_day_pays_slippage_and_a_fee_and_a_later_one_does_not()
    {
        var setup = HourlyTrials.SetupOf("macd-cross", []);
        var dear = setup with { Fills = new FillModel(0.01m, FeeSchedule.Flat(0.02m)) };
        var free = setup with { Fills = new FillModel(0, FeeSchedule.Flat(0)) };

        var (paid, unpaid) = (HoldingReturns.Of(dear, Start, 2), HoldingReturns.Of(free, Start, 2));

        (1 + paid[0]).Should().BeApproximately((1 + unpaid[0]) / 1.01 / 1.02, 1e-12);
        paid[1].Should().Be(unpaid[1]);
        HoldingReturns.Of(dear, Start.AddDays(1), 1)[0].Should().Be(unpaid[1]);
    }
}

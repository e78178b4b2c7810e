using TradingBot.Research.Tearsheets.Programs;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>Makes the tear sheet of a run.</summary>
internal static class RunTearsheet
{
    /// <summary>The same run has the same tear sheet, to the last digit: draws are from a fixed seed.</summary>
    public static Tearsheet Of(RunHistory run)
    {
        var days = DailySeries.OfWholeDays(run.Equity, run.Holding);
        var resamples = RatioResamples.Of(days);
        return new Tearsheet(
        [
            ResultGroup.Of(run, resamples),
            RiskGroup.Of(run, days, resamples),
            RatioGroup.Of(days, resamples),
            HoldingGroup.Of(run, days, resamples),
            TradeGroup.Of(run),
            CostGroup.Of(run),
            ValidityGroup.Of(run, days, resamples),
            PeriodGroup.Of(days),
            OtherPrograms.Of(run),
        ]);
    }
}

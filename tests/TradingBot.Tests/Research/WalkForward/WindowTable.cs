using System.Text.Json;
using TradingBot.Research.WalkForward;
using TradingBot.Tests.Research.Inference;

namespace TradingBot.Tests.Research.WalkForward;

/// <summary>A row of the published table of windows.</summary>
internal static class WindowTable
{
    public static void ShouldAgree(WalkForwardWindow window, JsonElement row)
    {
        var from = $"window from {window.Dates.TestFrom:yyyy-MM-dd}";
        Day("train_from", window.Dates.TrainFrom);
        Day("test_from", window.Dates.TestFrom);
        Day("test_until_before", window.Dates.TestEnd);
        OverfitReference.Matrix.Names[window.Chosen].Should().Be(row.GetProperty("chosen").GetString(), from);
        Equal("train_days", window.TrainDays);
        Equal("test_days", window.TestDays);
        Equal("is_sharpe", window.InSample);
        Equal("is_annualised_return", window.InSampleGrowth);
        Equal("oos_sharpe", window.OutOfSample);
        Equal("oos_return", window.Return);
        Equal("oos_annualised_return", window.OutOfSampleGrowth);
        Equal("oos_rank_of_220", window.Rank);
        Equal("oos_median_sharpe_of_all", window.MedianOutOfSample);

        void Equal(string figure, double value) =>
            OverfitReference.ShouldAgree(value, row.GetProperty(figure).GetDouble(), $"{figure} of the {from}");

        void Day(string figure, DateOnly day) =>
            row.GetProperty(figure).GetString().Should().Be($"{day:yyyy-MM-dd}", from);
    }
}

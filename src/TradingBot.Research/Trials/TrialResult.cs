namespace TradingBot.Research.Trials;

/// <summary>What has become of a trial.</summary>
/// <param name="Figures">
/// A value for each of <see cref="ReportFigures.All"/>; NaN: not computable. Empty where it failed.
/// </param>
/// <param name="FirstDay">Of the daily returns.</param>
/// <param name="DailyReturns">Of whole days, fractions; a day is from midnight to midnight UTC.</param>
internal sealed record TrialResult(double[] Figures, DateOnly FirstDay, IReadOnlyList<double> DailyReturns)
{
    /// <summary>Why there are no figures, one line; null where there are.</summary>
    public string? Failure { get; private init; }

    public static TrialResult Failed(string reason) =>
        new([], default, []) { Failure = reason.ReplaceLineEndings(" ") };
}

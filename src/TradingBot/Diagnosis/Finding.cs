
namespace TradingBot.Diagnosis;

/// <summary>What a check found: one line for the user.</summary>
/// <param name="Grade">How bad it is.</param>
/// <param name="Subject">What was looked at.</param>
/// <param name="Figure">What was found.</param>
/// <param name="Advice">What to do; empty where there is nothing to do.</param>
internal sealed record Finding(Grade Grade, string Subject, string Figure, string Advice = "")
{
    public static Finding Ok(string subject, string figure) => new(Grade.Ok, subject, figure);

    public static Finding Warn(string subject, string figure, string advice) =>
        new(Grade.Warn, subject, figure, advice);

    public static Finding Fail(string subject, string figure, string advice) =>
        new(Grade.Fail, subject, figure, advice);

    /// <summary><c>FAIL  clock           9.1 s ahead of Kraken's; set it</c></summary>
    public override string ToString()
    {
        var grade = Grade switch { Grade.Ok => "ok", Grade.Warn => "warn", _ => "FAIL" };
        var line = $"{grade,-6}{Subject,-18}{Figure}";
        return (Advice.Length == 0 ? line : $"{line}; {Advice}").ReplaceLineEndings(" ");
    }
}

namespace TradingBot.Diagnosis;

/// <summary>Something to look at.</summary>
/// <param name="Subject">What; for the line that says that it took too long.</param>
/// <param name="Run">Looks. What it throws is a finding, too.</param>
internal sealed record Check(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Run)
{
    /// <summary>One with one finding.</summary>
    public static Check Of(string subject, Func<CancellationToken, Task<Finding>> look) =>
        new(subject, async limited => [await look(limited).ConfigureAwait(false)]);

    /// <summary>One that waits for nothing but a disk.</summary>
    public static Check Of(string subject, Func<IReadOnlyList<Finding>> look) =>
        new(subject, limited => Task.Run(look, limited));
}

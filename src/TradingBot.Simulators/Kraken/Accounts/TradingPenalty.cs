namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>
/// What an action costs on a pair's trading counter: more, the younger the order. Source: REFERENCE 3.2.
/// </summary>
internal static class TradingPenalty
{
    private static readonly double[] Ages = [5, 10, 15, 45, 90, 300];
    private static readonly int[] AmendCosts = [3, 2, 1, 0, 0, 0];
    private static readonly int[] EditCosts = [6, 5, 4, 2, 1, 0];
    private static readonly int[] CancelCosts = [8, 6, 5, 4, 2, 1];

    public const double Add = 1;

    /// <param name="age">Time since the order was placed or amended.</param>
    public static double Amend(TimeSpan age) => 1 + OfAge(AmendCosts, age);

    /// <inheritdoc cref="Amend"/>
    public static double Edit(TimeSpan age) => 1 + OfAge(EditCosts, age);

    /// <inheritdoc cref="Amend"/>
    public static double Cancel(TimeSpan age) => OfAge(CancelCosts, age);

    /// <summary>A batch of so many new orders.</summary>
    public static double Batch(int count) => count / 2.0;

    private static int OfAge(int[] costs, TimeSpan age)
    {
        var band = Array.FindIndex(Ages, limit => age.TotalSeconds < limit);
        return band < 0 ? 0 : costs[band];
    }
}

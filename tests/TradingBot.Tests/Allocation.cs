namespace TradingBot.Tests;

/// <summary>
/// Bytes a piece of work allocates on this thread. A collection may charge the thread with the rest of its buffer, some
/// KB: the least of a few runs has none.
/// </summary>
internal static class Allocation
{
    private const int Runs = 5;

    /// <param name="prepare">Makes the work afresh for each run; not measured.</param>
    public static long Of(Func<Action> prepare) => Enumerable.Range(0, Runs).Min(_ =>
    {
        var work = prepare();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}

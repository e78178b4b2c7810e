using TradingBot.Input;

namespace TradingBot.UserStrategies;

/// <summary>
/// Ends the program although a user's strategy hangs in a call of the library, where nothing can interrupt it. What is
/// stored is as complete as after a crash, which the next start deals with.
/// </summary>
internal static class StrategyDeadline
{
    /// <summary>The program answers within five seconds whatever it is doing; this leaves time for the rest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);
    private static Timer? Looks;

    /// <summary>The program has been asked to end, perhaps not for the first time.</summary>
    public static void Begin()
    {
        IReadOnlyList<(StrategyWork, long Candle)> before = [];
        var looks = new Timer(_ =>
        {
            var now = StrategyWork.UnderWay;
            (StrategyWork Work, long Candle)[] hanging = [.. now.Intersect(before)];
            if (hanging.Length > 0)
                EndProcess(hanging.Select(one => Words((one.Work.Path, one.Candle))));
            before = now;
        });
        if (Interlocked.CompareExchange(ref Looks, looks, null) is null)
            looks.Change(Patience, BetweenLooks);
        else
            looks.Dispose();
    }

    /// <summary>What hangs, in a line.</summary>
    /// <param name="atWork">The file, and the candle's open in unix seconds or 0.</param>
    internal static string Words((string Path, long Candle) atWork) => atWork.Candle == 0
        ? $"{atWork.Path}: did not return before its first candle; the program ends without it"
        : $"{atWork.Path}: did not finish the candle of {Display.Time(atWork.Candle)} UTC; "
            + "the program ends without it";

    private static void EndProcess(IEnumerable<string> hanging)
    {
        foreach (var line in hanging)
            Console.Error.WriteLine(line);
        Environment.Exit(ExitCode.WrongInput);
    }
}

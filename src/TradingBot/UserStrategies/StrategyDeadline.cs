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

    /// <summary>The program has been told to end, perhaps not for the first time.</summary>
    public static void Begin()
    {
        (string, long)? before = null;
        var looks = new Timer(_ =>
        {
            var now = GuardedStrategy.AtWork;
            if (now is { } hanging && now == before)
                EndProcess(hanging);
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
        ? $"{atWork.Path}: does not come to an end before its first candle; the program ends without it"
        : $"{atWork.Path}: does not finish the candle of {Display.Time(atWork.Candle)} UTC; the program ends "
            + "without it";

    private static void EndProcess((string Path, long Candle) hanging)
    {
        Console.Error.WriteLine(Words(hanging));
        Environment.Exit(ExitCode.WrongInput);
    }
}

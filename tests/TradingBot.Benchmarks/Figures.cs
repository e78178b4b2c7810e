using System.Diagnostics;

namespace TradingBot.Benchmarks;

/// <summary>The times of repeated work.</summary>
/// <param name="Best">Milliseconds.</param>
/// <param name="Median">Milliseconds.</param>
internal readonly record struct Figures(double Best, double Median)
{
    /// <summary>Does the work some times without counting, then counts.</summary>
    public static Figures Of(int warmUps, int repeats, Action work)
    {
        for (var i = 0; i < warmUps; i++)
            work();
        var times = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return new Figures(times[0], times[repeats / 2]);
    }

    /// <summary>Millions a second, at the best and at the median time.</summary>
    public (double Best, double Median) Rate(long count) => (count / Best / 1000, count / Median / 1000);
}

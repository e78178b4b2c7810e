namespace TradingBot.UserStrategies;

/// <summary>
/// Whether a bot's strategy of the user's own is at work, and on what: each bot of the process has one. May be read by
/// any thread.
/// </summary>
internal sealed class StrategyWork
{
    private const long Idle = long.MinValue;

    private static readonly Lock Guard = new();
    private static readonly List<StrategyWork> All = [];

    private long _candle = Idle;

    private StrategyWork(string path) => Path = path;

    /// <summary>The strategy's file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>
    /// Those of the process that are at work, in whichever thread, and the opens of their candles in unix seconds, 0
    /// where there is none.
    /// </summary>
    public static IReadOnlyList<(StrategyWork Work, long Candle)> UnderWay
    {
        get
        {
            lock (Guard)
            {
                return
                [
                    .. All.Select(work => (Work: work, Candle: Volatile.Read(ref work._candle)))
                        .Where(one => one.Candle != Idle),
                ];
            }
        }
    }

    /// <summary>Of a strategy that has been loaded from this file; loaded again, it has another.</summary>
    public static StrategyWork Of(string path)
    {
        var work = new StrategyWork(path);
        lock (Guard)
            All.Add(work);
        return work;
    }

    /// <param name="candle">Its open in unix seconds; 0: it is asked for something else.</param>
    public void Begin(long candle = 0) => Volatile.Write(ref _candle, candle);

    public void End() => Volatile.Write(ref _candle, Idle);
}

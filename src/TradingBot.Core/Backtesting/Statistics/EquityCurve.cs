namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>What the account was worth at each midnight UTC, open trades marked at the last close before it.</summary>
public sealed class EquityCurve
{
    /// <summary>Seconds.</summary>
    public const long Day = 86_400;

    private readonly List<EquityPoint> _points = [];

    /// <param name="start">Beginning of the run, unix seconds.</param>
    /// <param name="equity">Equity at that moment, quote currency.</param>
    public EquityCurve(long start, decimal equity)
    {
        _points.Add(new EquityPoint(start, equity));
        NextMidnight = start - start % Day + Day;
    }

    /// <summary>The next moment a value is wanted for, unix seconds.</summary>
    public long NextMidnight { get; private set; }

    public IReadOnlyList<EquityPoint> Points => _points;

    /// <summary>Takes the value at every midnight up to and including a moment.</summary>
    /// <param name="now">Unix seconds.</param>
    /// <param name="equity">Equity since the last price before, quote currency.</param>
    public void RecordUntil(long now, decimal equity)
    {
        for (; NextMidnight <= now; NextMidnight += Day)
            _points.Add(new EquityPoint(NextMidnight, equity));
    }

    /// <summary>Takes the value at the end of the run, which need not be a midnight.</summary>
    public void End(long now, decimal equity)
    {
        RecordUntil(now, equity);
        if (_points[^1].Seconds < now)
            _points.Add(new EquityPoint(now, equity));
        else
            _points[^1] = new EquityPoint(now, equity);
    }
}

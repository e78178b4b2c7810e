namespace TradingBot.Data.Recordings.Rows;

/// <summary>Figures of whole minutes, a minute a row. Which figures they are, their maker says.</summary>
internal sealed class MinuteBatch : RowBatch
{
    /// <param name="figures">Their names, as in files.</param>
    public MinuteBatch(IEnumerable<string> figures)
    {
        Figures = [.. figures.Select(name => new DoubleColumn(name))];
        Columns = [Minute, LastMessage, IsCovered, .. Figures];
    }

    /// <summary>The minute's beginning, unix microseconds.</summary>
    public LongColumn Minute { get; } = new("minute_us", isDelta: true);

    /// <summary>The number of the last message of the book that is counted; 0 if there is none.</summary>
    public LongColumn LastMessage { get; } = new("msg", isDelta: true);

    /// <summary>True if nothing of the minute is missing.</summary>
    public FlagColumn IsCovered { get; } = new("covered");

    public IReadOnlyList<DoubleColumn> Figures { get; }

    public override IReadOnlyList<Column> Columns { get; }

    /// <param name="minuteMicros">Unix microseconds.</param>
    /// <param name="lastMessage">As <see cref="LastMessage"/>.</param>
    /// <param name="isCovered">As <see cref="IsCovered"/>.</param>
    /// <param name="figures">In the order of their names; NaN: there is none.</param>
    public void Add(long minuteMicros, long lastMessage, bool isCovered, ReadOnlySpan<double> figures)
    {
        var at = Next();
        Minute.Values[at] = minuteMicros;
        LastMessage.Values[at] = lastMessage;
        IsCovered.Values[at] = isCovered;
        for (var i = 0; i < Figures.Count; i++)
            Figures[i].Values[at] = figures[i];
    }
}

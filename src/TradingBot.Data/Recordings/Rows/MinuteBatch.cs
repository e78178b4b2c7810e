namespace TradingBot.Data.Recordings.Rows;

/// <summary>What a market was at the end of each minute, and what happened in it; a minute a row.</summary>
internal sealed class MinuteBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    public MinuteBatch(int priceDecimals)
    {
        BestBid = new DecimalColumn("best_bid", priceDecimals);
        BestAsk = new DecimalColumn("best_ask", priceDecimals);
        Figures = [.. MinuteFigureNames.All.Select(name => new DoubleColumn(name))];
        Columns = [Minute, LastMessage, ExchangeMicros, IsCovered, BestBid, BestAsk, .. Figures];
    }

    /// <summary>The minute's beginning by the time of receipt, unix microseconds.</summary>
    public LongColumn Minute { get; } = new("minute_us", isDelta: true);

    /// <summary>The number of the last message of the book that is counted.</summary>
    public LongColumn LastMessage { get; } = new("msg", isDelta: true);

    /// <summary>The exchange's time of that message, unix microseconds.</summary>
    public OptionalLongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    /// <summary>True if nothing of the minute is missing.</summary>
    public FlagColumn IsCovered { get; } = new("covered");

    public DecimalColumn BestBid { get; }

    public DecimalColumn BestAsk { get; }

    /// <summary>In the order of <see cref="MinuteFigureNames.All"/>; NaN where there is none.</summary>
    public IReadOnlyList<DoubleColumn> Figures { get; }

    public override IReadOnlyList<Column> Columns { get; }

    /// <summary>The column of a figure.</summary>
    /// <param name="name">One of <see cref="MinuteFigureNames.All"/>.</param>
    public DoubleColumn Figure(string name) => Figures.First(column => column.Name == name);

    public void Add(in MinuteRow row)
    {
        var at = Next();
        Minute.Values[at] = row.MinuteMicros;
        LastMessage.Values[at] = row.LastMessage;
        ExchangeMicros[at] = row.ExchangeMicros;
        IsCovered.Values[at] = row.IsCovered;
        BestBid.Values[at] = row.BestBid;
        BestAsk.Values[at] = row.BestAsk;
        for (var i = 0; i < Figures.Count; i++)
            Figures[i].Values[at] = row.Figures[i];
    }
}

/// <summary>One row of a <see cref="MinuteBatch"/>.</summary>
internal readonly record struct MinuteRow(
    long MinuteMicros,
    long LastMessage,
    long? ExchangeMicros,
    bool IsCovered,
    long BestBid,
    long BestAsk,
    IReadOnlyList<double> Figures);

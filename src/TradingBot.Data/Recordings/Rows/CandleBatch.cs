namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// The exchange's own candles, each once, as it last stood: a row each time one was known to be over.
/// </summary>
internal sealed class CandleBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    /// <param name="quantityDecimals">Of the file.</param>
    public CandleBatch(int priceDecimals, int quantityDecimals)
    {
        Open = new DecimalColumn("open", priceDecimals);
        High = new DecimalColumn("high", priceDecimals);
        Low = new DecimalColumn("low", priceDecimals);
        Close = new DecimalColumn("close", priceDecimals);
        Volume = new DecimalColumn("volume", quantityDecimals);
        AveragePrice = new DecimalColumn("vwap", priceDecimals);
        Columns =
        [
            BeginMicros, Minutes, Open, High, Low, Close, Volume, AveragePrice, Trades, ExchangeMicros, ReceivedMicros,
        ];
    }

    /// <summary>When it begins, by the exchange, unix microseconds.</summary>
    public LongColumn BeginMicros { get; } = new("begin_us", isDelta: true);

    /// <summary>How long it is, in minutes.</summary>
    public LongColumn Minutes { get; } = new("period");

    public DecimalColumn Open { get; }

    public DecimalColumn High { get; }

    public DecimalColumn Low { get; }

    public DecimalColumn Close { get; }

    /// <summary>Base units.</summary>
    public DecimalColumn Volume { get; }

    /// <summary>Weighted by volume; 0 where nothing was traded.</summary>
    public DecimalColumn AveragePrice { get; }

    /// <summary>How many trades.</summary>
    public LongColumn Trades { get; } = new("trades");

    /// <summary>When the exchange sent it as it last stood.</summary>
    public OptionalLongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    /// <summary>When that arrived.</summary>
    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    public override IReadOnlyList<Column> Columns { get; }

    public void Add(in CandleRow row)
    {
        var at = Next();
        BeginMicros.Values[at] = row.BeginMicros;
        Minutes.Values[at] = row.Minutes;
        Open.Values[at] = row.Open;
        High.Values[at] = row.High;
        Low.Values[at] = row.Low;
        Close.Values[at] = row.Close;
        Volume.Values[at] = row.Volume;
        AveragePrice.Values[at] = row.AveragePrice;
        Trades.Values[at] = row.Trades;
        ExchangeMicros[at] = row.ExchangeMicros;
        ReceivedMicros.Values[at] = row.ReceivedMicros;
    }
}

/// <summary>One row of a <see cref="CandleBatch"/>.</summary>
internal readonly record struct CandleRow(
    long BeginMicros,
    long Minutes,
    long Open,
    long High,
    long Low,
    long Close,
    long Volume,
    long AveragePrice,
    long Trades,
    long? ExchangeMicros,
    long ReceivedMicros);

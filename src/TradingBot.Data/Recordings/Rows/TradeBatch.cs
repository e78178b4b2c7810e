using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// Trades, each once, in the order in which they arrived: one fetched later stands behind younger ones.
/// </summary>
internal sealed class TradeBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    /// <param name="quantityDecimals">Of the file.</param>
    public TradeBatch(int priceDecimals, int quantityDecimals)
    {
        Price = new DecimalColumn("price", priceDecimals);
        Quantity = new DecimalColumn("qty", quantityDecimals);
        Columns = [Id, ExchangeMicros, ReceivedMicros, IsBuy, Price, Quantity, IsMarket, Source];
    }

    /// <summary>The exchange's id, its only key: different trades may agree in all else.</summary>
    public LongColumn Id { get; } = new("id", isDelta: true);

    public LongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    /// <summary>True if the taker bought.</summary>
    public FlagColumn IsBuy { get; } = new("is_buy");

    public DecimalColumn Price { get; }

    public DecimalColumn Quantity { get; }

    /// <summary>1 if the taker's order was a market order, 0 if it was not.</summary>
    public OptionalLongColumn IsMarket { get; } = new("is_market");

    /// <summary>A number of <see cref="TradeSource"/>.</summary>
    public LongColumn Source { get; } = new("source");

    public override IReadOnlyList<Column> Columns { get; }

    public void Add(in TradeRow row)
    {
        var at = Next();
        Id.Values[at] = row.Id;
        ExchangeMicros.Values[at] = row.ExchangeMicros;
        ReceivedMicros.Values[at] = row.ReceivedMicros;
        IsBuy.Values[at] = row.IsBuy;
        Price.Values[at] = row.Price;
        Quantity.Values[at] = row.Quantity;
        IsMarket[at] = row.IsMarket is { } isMarket ? isMarket ? 1 : 0 : null;
        Source.Values[at] = (long)row.Source;
    }
}

/// <summary>One row of a <see cref="TradeBatch"/>.</summary>
internal readonly record struct TradeRow(
    long Id,
    long ExchangeMicros,
    long ReceivedMicros,
    bool IsBuy,
    long Price,
    long Quantity,
    bool? IsMarket,
    TradeSource Source);

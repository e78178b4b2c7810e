namespace TradingBot.Data.Recordings.Rows;

/// <summary>Of changes what a replay needs, for reading: ids and checksums were checked by sealing.</summary>
internal sealed class LevelBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    /// <param name="quantityDecimals">Of the file.</param>
    public LevelBatch(int priceDecimals, int quantityDecimals)
    {
        Price = new DecimalColumn("price", priceDecimals);
        Quantity = new DecimalColumn("qty", quantityDecimals);
        Columns = [Message, ExchangeMicros, ReceivedMicros, IsBid, Price, Quantity, IsEvicted];
    }

    public LongColumn Message { get; } = new("msg", isDelta: true);

    public LongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    public FlagColumn IsBid { get; } = new("is_bid");

    public DecimalColumn Price { get; }

    public DecimalColumn Quantity { get; }

    public FlagColumn IsEvicted { get; } = new("evicted");

    public override IReadOnlyList<Column> Columns { get; }
}

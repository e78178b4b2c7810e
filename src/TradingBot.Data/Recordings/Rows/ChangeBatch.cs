namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// Changes of a book, a level a row. A quantity of 0 removes the level; whoever lets the last row of a price win has
/// the book.
/// </summary>
internal sealed class ChangeBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    /// <param name="quantityDecimals">Of the file.</param>
    public ChangeBatch(int priceDecimals, int quantityDecimals)
    {
        Price = new DecimalColumn("price", priceDecimals);
        Quantity = new DecimalColumn("qty", quantityDecimals);
        Columns =
        [
            Message, ExchangeMicros, ReceivedMicros, IsBid, Price, Quantity, IsEvicted, FirstId, LastId, Checksum,
        ];
    }

    /// <summary>The message's number, counted per pair from 1 on; the rows of one message have the same.</summary>
    public LongColumn Message { get; } = new("msg", isDelta: true);

    /// <summary>The exchange's time, unix microseconds; 0 where it sends none.</summary>
    public LongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    /// <summary>Our wall clock's at receipt.</summary>
    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    public FlagColumn IsBid { get; } = new("is_bid");

    public DecimalColumn Price { get; }

    public DecimalColumn Quantity { get; }

    /// <summary>
    /// True for a level that the exchange did not remove: it was pushed beyond the depth, and we did.
    /// </summary>
    public FlagColumn IsEvicted { get; } = new("evicted");

    /// <summary>The message's first update id, where the exchange has them.</summary>
    public OptionalLongColumn FirstId { get; } = new("first_id", isDelta: true);

    /// <summary>Its last.</summary>
    public OptionalLongColumn LastId { get; } = new("last_id", isDelta: true);

    /// <summary>
    /// The exchange's checksum of the book after the message, on the message's last row; not of each one.
    /// </summary>
    public OptionalLongColumn Checksum { get; } = new("crc");

    public override IReadOnlyList<Column> Columns { get; }

    public void Add(in ChangeRow row)
    {
        var at = Next();
        Message.Values[at] = row.Message;
        ExchangeMicros.Values[at] = row.ExchangeMicros;
        ReceivedMicros.Values[at] = row.ReceivedMicros;
        IsBid.Values[at] = row.IsBid;
        Price.Values[at] = row.Price;
        Quantity.Values[at] = row.Quantity;
        IsEvicted.Values[at] = row.IsEvicted;
        FirstId[at] = row.FirstId;
        LastId[at] = row.LastId;
        Checksum[at] = row.Checksum;
    }
}

/// <summary>One row of a <see cref="ChangeBatch"/>.</summary>
internal readonly record struct ChangeRow(
    long Message,
    long ExchangeMicros,
    long ReceivedMicros,
    bool IsBid,
    long Price,
    long Quantity,
    bool IsEvicted,
    long? FirstId,
    long? LastId,
    long? Checksum);

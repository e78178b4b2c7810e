namespace TradingBot.Data.Recordings.Rows;

/// <summary>Whole books, a level a row: first the bids, then the asks, each best first.</summary>
internal sealed class SnapshotBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    /// <param name="quantityDecimals">Of the file.</param>
    public SnapshotBatch(int priceDecimals, int quantityDecimals)
    {
        Price = new DecimalColumn("price", priceDecimals);
        Quantity = new DecimalColumn("qty", quantityDecimals);
        Columns = [Snapshot, Message, ExchangeMicros, ReceivedMicros, Reason, IsBid, Price, Quantity];
    }

    /// <summary>The snapshot's number in its file, from 1 on; its rows have the same.</summary>
    public LongColumn Snapshot { get; } = new("snap", isDelta: true);

    /// <summary>The number of the message whose book it is: changes with a greater one come after it.</summary>
    public LongColumn Message { get; } = new("msg", isDelta: true);

    public OptionalLongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    /// <summary>A number of <see cref="SnapshotReason"/>.</summary>
    public LongColumn Reason { get; } = new("reason");

    public FlagColumn IsBid { get; } = new("is_bid");

    public DecimalColumn Price { get; }

    public DecimalColumn Quantity { get; }

    public override IReadOnlyList<Column> Columns { get; }

    public void Add(in SnapshotRow row)
    {
        var at = Next();
        Snapshot.Values[at] = row.Snapshot;
        Message.Values[at] = row.Message;
        ExchangeMicros[at] = row.ExchangeMicros;
        ReceivedMicros.Values[at] = row.ReceivedMicros;
        Reason.Values[at] = (long)row.Reason;
        IsBid.Values[at] = row.IsBid;
        Price.Values[at] = row.Price;
        Quantity.Values[at] = row.Quantity;
    }
}

/// <summary>One row of a <see cref="SnapshotBatch"/>.</summary>
internal readonly record struct SnapshotRow(
    long Snapshot,
    long Message,
    long? ExchangeMicros,
    long ReceivedMicros,
    SnapshotReason Reason,
    bool IsBid,
    long Price,
    long Quantity);

/// <summary>Why there is a snapshot. The numbers are stored.</summary>
internal enum SnapshotReason
{
    /// <summary>The exchange sent it after the first subscription.</summary>
    Subscribe = 0,

    /// <summary>The exchange sent it after something was missing or wrong.</summary>
    Resync = 1,

    /// <summary>Ours, at the beginning of an hour: the hour can be read without those before it.</summary>
    Hour = 2,
}

using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>Of trades what a replay needs, for reading.</summary>
internal sealed class PrintBatch : RowBatch
{
    /// <param name="priceDecimals">Of the file.</param>
    /// <param name="quantityDecimals">Of the file.</param>
    public PrintBatch(int priceDecimals, int quantityDecimals)
    {
        Price = new DecimalColumn("price", priceDecimals);
        Quantity = new DecimalColumn("qty", quantityDecimals);
        Columns = [Id, ExchangeMicros, ReceivedMicros, IsBuy, Price, Quantity, Source];
    }

    public LongColumn Id { get; } = new("id", isDelta: true);

    public LongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    public FlagColumn IsBuy { get; } = new("is_buy");

    public DecimalColumn Price { get; }

    public DecimalColumn Quantity { get; }

    /// <summary>A number of <see cref="TradeSource"/>.</summary>
    public LongColumn Source { get; } = new("source");

    public override IReadOnlyList<Column> Columns { get; }
}

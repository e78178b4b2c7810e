using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>The rows of one pair that wait to be written.</summary>
/// <param name="priceDecimals">Of the files.</param>
/// <param name="quantityDecimals">Of the files.</param>
internal sealed class PairBatches(int priceDecimals, int quantityDecimals)
{
    public ChangeBatch Changes { get; } = new(priceDecimals, quantityDecimals);

    public TradeBatch Trades { get; } = new(priceDecimals, quantityDecimals);

    public SnapshotBatch Snapshots { get; } = new(priceDecimals, quantityDecimals);

    public GapBatch Gaps { get; } = new();

    public MinuteBatch Minutes { get; } = new(priceDecimals);

    public CandleBatch Candles { get; } = new(priceDecimals, quantityDecimals);

    public ClockBatch Clock { get; } = new();
}

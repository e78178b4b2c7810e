using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>The rows of one pair that wait to be written.</summary>
/// <param name="pair">Which.</param>
/// <param name="priceDecimals">Of the files.</param>
/// <param name="quantityDecimals">Of the files.</param>
internal sealed class PairBatches(RecordedPair pair, int priceDecimals, int quantityDecimals)
{
    public ChangeBatch Changes { get; } = new(priceDecimals, quantityDecimals);

    public TradeBatch Trades { get; } = new(priceDecimals, quantityDecimals);

    public SnapshotBatch Snapshots { get; } = new(priceDecimals, quantityDecimals);

    public GapBatch Gaps { get; } = new();

    public MinuteBatch Minutes { get; } = new(priceDecimals);

    public CandleBatch Candles { get; } = new(priceDecimals, quantityDecimals);

    public ClockBatch Clock { get; } = new();

    /// <summary>A price as the files have it.</summary>
    /// <exception cref="ScaleExceededException">It has more digits than they have room for.</exception>
    public long Price(decimal price) => Scaled(price, priceDecimals, isPrice: true);

    /// <summary>A quantity as the files have it.</summary>
    /// <exception cref="ScaleExceededException">It has more digits than they have room for.</exception>
    public long Quantity(decimal quantity) => Scaled(quantity, quantityDecimals, isPrice: false);

    private long Scaled(decimal value, int decimals, bool isPrice) =>
        ScaledDecimal.TryScale(value, decimals, out var scaled)
            ? scaled
            : throw new ScaleExceededException(pair, isPrice, value);
}

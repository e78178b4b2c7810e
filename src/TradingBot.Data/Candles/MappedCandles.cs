using System.Buffers;
using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>
/// Lets a candle file's mapping be handed on as memory, which its user has verified. What was handed on is valid as
/// long as the file is open.
/// </summary>
internal sealed class MappedCandles(CandleFile file) : MemoryManager<Candle>
{
    public override unsafe Span<Candle> GetSpan()
    {
        var candles = file.Mapped;
        fixed (Candle* first = candles)
            return new Span<Candle>(first, candles.Length); // read only by its one user, CandleFileSlice
    }

    public override MemoryHandle Pin(int elementIndex = 0) =>
        throw new NotSupportedException("a mapping does not move");

    public override void Unpin() => throw new NotSupportedException("a mapping does not move");

    protected override void Dispose(bool disposing)
    {
        // the file owns the mapping
    }
}

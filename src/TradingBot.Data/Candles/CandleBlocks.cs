using System.Runtime.InteropServices;
using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>
/// A CRC-32C for each block of a file's candles, behind the last candle. So a reader verifies what it uses, when it
/// uses it and the processor's cache has it anyway, and a backtest of one day does not read ten years.
/// </summary>
internal sealed class CandleBlocks
{
    /// <summary>Candles of a block; the last one may have fewer.</summary>
    public const int Candles = 4096;

    private readonly List<uint> _complete = [];
    private uint _last;
    private int _candlesOfLast;

    /// <summary>How many blocks so many candles are.</summary>
    public static long CountOf(long candles) => (candles + Candles - 1) / Candles;

    /// <summary>Those of all candles that were added, in their order.</summary>
    public uint[] Checksums => _candlesOfLast == 0 ? [.. _complete] : [.. _complete, _last];

    /// <summary>Adds candles behind those that were added before.</summary>
    public void Append(ReadOnlySpan<Candle> candles)
    {
        while (!candles.IsEmpty)
        {
            var part = candles[..Math.Min(Candles - _candlesOfLast, candles.Length)];
            _last = Crc32C.Append(_last, MemoryMarshal.AsBytes(part));
            _candlesOfLast += part.Length;
            candles = candles[part.Length..];
            if (_candlesOfLast < Candles)
                continue;
            _complete.Add(_last);
            (_last, _candlesOfLast) = (0, 0);
        }
    }
}

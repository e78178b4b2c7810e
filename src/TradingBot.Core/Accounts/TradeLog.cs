using System.Collections;

namespace TradingBot.Core.Accounts;

/// <summary>Closed trades in chunks: a backtest appends hundreds of thousands, and none is ever moved again.</summary>
public sealed class TradeLog : IReadOnlyCollection<ClosedTrade>
{
    // 47 KB: below the size (85,000 bytes) from which on the runtime asks the system for fresh memory for each array.
    private const int ChunkLength = 256;
    private readonly List<ClosedTrade[]> _chunks = [];

    public int Count { get; private set; }

    public ref readonly ClosedTrade this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref _chunks[index / ChunkLength][index % ChunkLength];
        }
    }

    public IEnumerator<ClosedTrade> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return _chunks[i / ChunkLength][i % ChunkLength];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(in ClosedTrade trade)
    {
        if (Count == _chunks.Count * ChunkLength)
            _chunks.Add(new ClosedTrade[ChunkLength]);
        _chunks[Count / ChunkLength][Count % ChunkLength] = trade;
        Count++;
    }
}

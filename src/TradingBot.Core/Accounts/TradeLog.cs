using System.Collections;

namespace TradingBot.Core.Accounts;

/// <summary>
/// Closed trades: a backtest appends hundreds of thousands, and touching fresh memory for them costs more than making
/// them. So they are kept packed, at half their size, in chunks: a longer list is never copied.
/// </summary>
public sealed class TradeLog : IReadOnlyCollection<ClosedTrade>
{
    private const int ChunkLength = 256;
    private readonly List<PackedTrade[]> _chunks = [];
    private readonly List<(string Open, string Close)[]> _reasons = [];
    private readonly Dictionary<int, ClosedTrade> _whole = []; // the few that cannot be packed

    public int Count { get; private set; }

    /// <param name="index">In the order of their closing.</param>
    public ClosedTrade this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var (chunk, place) = Math.DivRem(index, ChunkLength);
            ref readonly var packed = ref _chunks[chunk][place];
            return packed.IsWhole ? _whole[index] : packed.Unpacked(in _reasons[chunk][place]);
        }
    }

    public IEnumerator<ClosedTrade> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(in ClosedTrade trade)
    {
        var place = Count % ChunkLength;
        if (place == 0)
        {
            _chunks.Add(GC.AllocateUninitializedArray<PackedTrade>(ChunkLength));
            _reasons.Add(new (string, string)[ChunkLength]);
        }

        _reasons[^1][place] = (trade.OpenReason, trade.CloseReason);
        if (!_chunks[^1][place].TryPack(in trade))
            _whole.Add(Count, trade);
        Count++;
    }
}

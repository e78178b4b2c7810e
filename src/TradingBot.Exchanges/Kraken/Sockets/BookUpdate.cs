using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>One book message, in memory that is used again for the next: no allocation per level.</summary>
internal sealed class BookUpdate
{
    private BookLevel[] _bids = new BookLevel[32];
    private BookLevel[] _asks = new BookLevel[32];
    private int _bidCount;
    private int _askCount;

    /// <summary>As <c>BTC/USD</c>.</summary>
    public string Symbol { get; set; } = "";

    /// <summary>CRC-32 of the book after this message.</summary>
    public uint Checksum { get; set; }

    /// <summary>UTC; the default where the message has none, as old snapshots.</summary>
    public DateTime Timestamp { get; set; }

    /// <summary>In the order they were sent: the same price may come twice.</summary>
    public ReadOnlySpan<BookLevel> Bids => _bids.AsSpan(0, _bidCount);

    public ReadOnlySpan<BookLevel> Asks => _asks.AsSpan(0, _askCount);

    public void Clear()
    {
        Symbol = "";
        Checksum = 0;
        Timestamp = default;
        _bidCount = 0;
        _askCount = 0;
    }

    public void Add(Side side, BookLevel level)
    {
        if (side == Side.Buy)
            Append(ref _bids, ref _bidCount, level);
        else
            Append(ref _asks, ref _askCount, level);
    }

    private static void Append(ref BookLevel[] levels, ref int count, BookLevel level)
    {
        if (count == levels.Length)
            Array.Resize(ref levels, count * 2);
        levels[count++] = level;
    }
}

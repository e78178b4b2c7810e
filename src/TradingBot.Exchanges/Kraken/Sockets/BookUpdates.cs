namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>The updates of one frame, nearly always one; the objects are used again for the next frame.</summary>
internal sealed class BookUpdates
{
    private readonly List<BookUpdate> _updates = [];

    public bool IsSnapshot { get; private set; }

    public int Count { get; private set; }

    public BookUpdate this[int index] => index < Count
        ? _updates[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"the frame has {Count} updates");

    public void Clear(bool isSnapshot)
    {
        IsSnapshot = isSnapshot;
        Count = 0;
    }

    /// <summary>The next update, empty.</summary>
    public BookUpdate Next()
    {
        if (Count == _updates.Count)
            _updates.Add(new BookUpdate());
        var update = _updates[Count++];
        update.Clear();
        return update;
    }
}

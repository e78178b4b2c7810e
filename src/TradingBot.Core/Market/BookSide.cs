namespace TradingBot.Core.Market;

/// <summary>
/// One side of an order book, best price first: a sorted array, because ten to a thousand levels are moved faster than
/// any tree is walked.
/// </summary>
/// <param name="depth">The length it starts with; it grows where a message brings more.</param>
/// <param name="isRising">True for asks.</param>
internal sealed class BookSide(int depth, bool isRising)
{
    private BookLevel[] _levels = new BookLevel[depth + 16];
    private int _count;

    public ReadOnlySpan<BookLevel> Levels => _levels.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void CutTo(int depth) => _count = Math.Min(_count, depth);

    public void Set(BookLevel level)
    {
        var index = IndexOf(level.Price, out var isPresent);
        if (level.Quantity == 0)
        {
            if (isPresent)
                Remove(index);
        }
        else if (isPresent)
        {
            _levels[index] = level;
        }
        else
        {
            Insert(index, level);
        }
    }

    private void Insert(int index, BookLevel level)
    {
        if (_count == _levels.Length)
            Array.Resize(ref _levels, _count * 2);
        Array.Copy(_levels, index, _levels, index + 1, _count - index);
        _levels[index] = level;
        _count++;
    }

    private void Remove(int index)
    {
        _count--;
        Array.Copy(_levels, index + 1, _levels, index, _count - index);
    }

    private int IndexOf(decimal price, out bool isPresent)
    {
        var (low, high) = (0, _count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = decimal.Compare(_levels[middle].Price, price);
            if (order == 0)
            {
                isPresent = true;
                return middle;
            }

            if (order < 0 == isRising)
                low = middle + 1;
            else
                high = middle - 1;
        }

        isPresent = false;
        return low;
    }
}

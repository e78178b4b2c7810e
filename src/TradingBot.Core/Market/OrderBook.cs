using System.Buffers.Text;
using System.Globalization;

namespace TradingBot.Core.Market;

/// <summary>
/// A live order book, best price first on both sides, cut to a depth. It keeps the digits the exchange printed
/// (<see cref="decimal"/> remembers its trailing zeros), because Kraken's checksum is taken over digits, not over
/// values.
/// </summary>
/// <remarks>
/// Source: Kraken, guides/websockets/book-checksum-v2. No allocation once the sides have reached their size.
/// </remarks>
public sealed class OrderBook
{
    /// <summary>Levels of each side that the checksum covers.</summary>
    public const int ChecksumLevels = 10;

    private const int InitialLevels = 1024;

    private readonly Ladder _bids;
    private readonly Ladder _asks;
    private readonly decimal _zeroPrice;
    private readonly decimal _zeroQuantity;

    /// <param name="depth">Levels kept on each side, at least 1; <see cref="int.MaxValue"/>: all.</param>
    /// <param name="priceDecimals">Decimals a price is padded to, 0 to 28; 0 keeps it as it came.</param>
    /// <param name="quantityDecimals">Decimals a quantity is padded to, 0 to 28; 0 keeps it as it came.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure outside its range.</exception>
    /// <remarks>Padding makes the checksum right where a sender drops trailing zeros or writes <c>1e-05</c>.</remarks>
    public OrderBook(int depth, int priceDecimals = 0, int quantityDecimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(priceDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priceDecimals, 28);
        ArgumentOutOfRangeException.ThrowIfNegative(quantityDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantityDecimals, 28);
        Depth = depth;
        _zeroPrice = new decimal(0, 0, 0, isNegative: false, (byte)priceDecimals);
        _zeroQuantity = new decimal(0, 0, 0, isNegative: false, (byte)quantityDecimals);
        _bids = new Ladder(depth, isRising: false);
        _asks = new Ladder(depth, isRising: true);
    }

    public int Depth { get; }

    /// <summary>Highest price first. Valid until the next change.</summary>
    public ReadOnlySpan<BookLevel> Bids => _bids.Levels;

    /// <summary>Lowest price first. Valid until the next change.</summary>
    public ReadOnlySpan<BookLevel> Asks => _asks.Levels;

    /// <summary>True when the best bid is below the best ask, or a side is empty.</summary>
    public bool IsUncrossed => Bids.IsEmpty || Asks.IsEmpty || Bids[0].Price < Asks[0].Price;

    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    /// <summary>
    /// Puts, replaces or (quantity 0) removes one level. <see cref="Side.Buy"/> is the side of the bids.
    /// </summary>
    /// <remarks>
    /// A side may grow past the depth until <see cref="CutToDepth"/>: within one message a removal can pull a level
    /// back in.
    /// </remarks>
    public void Set(Side side, BookLevel level)
    {
        var padded = new BookLevel(Padded(level.Price, _zeroPrice), Padded(level.Quantity, _zeroQuantity));
        (side == Side.Buy ? _bids : _asks).Set(padded);
    }

    /// <summary>What <see cref="CutToDepth"/> will drop of a side, best first. Valid until the next change.</summary>
    public ReadOnlySpan<BookLevel> BeyondDepth(Side side)
    {
        var levels = side == Side.Buy ? Bids : Asks;
        return levels[Math.Min(levels.Length, Depth)..];
    }

    /// <summary>
    /// Drops what lies beyond the depth: the exchange sends no removal for a level that was pushed out.
    /// </summary>
    public void CutToDepth()
    {
        _bids.CutTo(Depth);
        _asks.CutTo(Depth);
    }

    /// <summary>
    /// CRC-32 (IEEE) over the ten best asks, then the ten best bids: of each level the price's digits and the
    /// quantity's, without the point and without leading zeros, which is exactly the decimal's integer part of its
    /// representation.
    /// </summary>
    public uint Checksum()
    {
        var crc = 0u;
        foreach (var level in Asks[..Math.Min(Asks.Length, ChecksumLevels)])
            crc = AppendLevel(crc, level);
        foreach (var level in Bids[..Math.Min(Bids.Length, ChecksumLevels)])
            crc = AppendLevel(crc, level);
        return crc;
    }

    /// <summary>Adding a zero of the wanted scale lengthens the digits and never changes the value.</summary>
    private static decimal Padded(decimal value, decimal zero) => value.Scale < zero.Scale ? value + zero : value;

    private static uint AppendLevel(uint crc, BookLevel level) =>
        AppendDigits(AppendDigits(crc, level.Price), level.Quantity);

    private static uint AppendDigits(uint crc, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        Span<byte> digits = stackalloc byte[32];
        var low = (ulong)(uint)parts[1] << 32 | (uint)parts[0];
        int length;
        if (parts[2] == 0)
            Utf8Formatter.TryFormat(low, digits, out length);
        else
            new UInt128((uint)parts[2], low).TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        return Crc32.Append(crc, digits[..length]);
    }

    /// <summary>
    /// One side: a sorted array, because ten to a thousand levels are moved faster than any tree is walked. It has room
    /// at both ends, so that a change moves only the levels on the shorter side of it, and most are near the best.
    /// </summary>
    private sealed class Ladder(int depth, bool isRising)
    {
        private BookLevel[] _levels = new BookLevel[Math.Min(depth, InitialLevels) + 16];
        private int _first;
        private int _count;

        public ReadOnlySpan<BookLevel> Levels => _levels.AsSpan(_first, _count);

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
                _levels[_first + index] = level;
            }
            else
            {
                Insert(index, level);
            }
        }

        private void Insert(int index, BookLevel level)
        {
            var isNearFirst = index < _count - index;
            if (isNearFirst ? _first == 0 : _first + _count == _levels.Length)
                MakeRoom();
            if (isNearFirst)
            {
                _first--;
                Array.Copy(_levels, _first + 1, _levels, _first, index);
            }
            else
            {
                Array.Copy(_levels, _first + index, _levels, _first + index + 1, _count - index);
            }

            _levels[_first + index] = level;
            _count++;
        }

        private void MakeRoom()
        {
            var from = _levels;
            if (_levels.Length < 2 * (_count + 1))
                _levels = new BookLevel[4 * (_count + 1)];
            var first = (_levels.Length - _count) / 2;
            Array.Copy(from, _first, _levels, first, _count);
            _first = first;
        }

        private void Remove(int index)
        {
            _count--;
            if (index < _count - index)
            {
                Array.Copy(_levels, _first, _levels, _first + 1, index);
                _first++;
            }
            else
            {
                Array.Copy(_levels, _first + index + 1, _levels, _first + index, _count - index);
            }
        }

        private int IndexOf(decimal price, out bool isPresent)
        {
            var (low, high) = (0, _count - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = decimal.Compare(_levels[_first + middle].Price, price);
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
}

using TradingBot.Core.Orders;

namespace TradingBot.Core.Accounts;

/// <summary>
/// A closed trade in 80 bytes without its reasons. Exact: what has more digits than fit, or a loan, or a fee in kind,
/// is not packed.
/// </summary>
internal struct PackedTrade
{
    private uint _openOrder; // 0: not packed
    private uint _closeOrder;
    private PackedFill _entry;
    private PackedFill _exit;

    /// <summary>True where the trade did not fit.</summary>
    public readonly bool IsWhole => _openOrder == 0;

    /// <returns>False where the trade does not fit.</returns>
    public bool TryPack(in ClosedTrade trade)
    {
        (_openOrder, _closeOrder) = ((uint)trade.OpenOrder, (uint)trade.CloseOrder);
        var fits = trade.Loan is null && trade.OpenOrder == _openOrder && trade.CloseOrder == _closeOrder
            && _entry.TryPack(trade.Entry) && _exit.TryPack(trade.Exit);
        if (!fits)
            _openOrder = 0;
        return !IsWhole;
    }

    public readonly ClosedTrade Unpacked(in (string Open, string Close) reasons) =>
        new(_openOrder, _closeOrder, _entry.Unpacked(), _exit.Unpacked(), reasons.Open, reasons.Close);

    /// <summary>An amount is 58 bits of digits, 5 of decimals, and its sign.</summary>
    private struct PackedFill
    {
        private const int DigitBits = 58;

        private ulong _price;
        private ulong _volume;
        private ulong _cost;
        private ulong _fee;
        private uint _seconds;

        public bool TryPack(in Fill fill)
        {
            _seconds = (uint)fill.Seconds;
            return fill.Seconds == _seconds
                && fill.Fee.InKind is null
                && TryPack(fill.Price, out _price)
                && TryPack(fill.Volume, out _volume)
                && TryPack(fill.Cost, out _cost)
                && TryPack(fill.Fee.Worth, out _fee);
        }

        public readonly Fill Unpacked() =>
            new(_seconds, Unpacked(_price), Unpacked(_volume), Unpacked(_cost), new Fee(Unpacked(_fee)));

        private static bool TryPack(decimal value, out ulong packed)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(value, bits);
            var digits = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
            var sign = bits[3] < 0 ? 1UL << 63 : 0;
            packed = digits | ((ulong)value.Scale << DigitBits) | sign;
            return bits[2] == 0 && digits >> DigitBits == 0;
        }

        private static decimal Unpacked(ulong packed)
        {
            var digits = packed & ((1UL << DigitBits) - 1);
            var scale = (byte)((packed >> DigitBits) & 31);
            return new decimal((int)digits, (int)(digits >> 32), 0, packed >> 63 == 1, scale);
        }
    }
}

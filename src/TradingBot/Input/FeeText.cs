using TradingBot.Core.Orders;

namespace TradingBot.Input;

/// <summary>A fee in the assets that it was paid in.</summary>
internal static class FeeText
{
    /// <summary>
    /// <c>0.52 USD</c>; <c>0.000012 XBT (0.5 USD)</c>; <c>0.1 USD + 0.000012 XBT (0.6 USD)</c>: what it is worth in all
    /// stands in brackets where not all of it is money.
    /// </summary>
    /// <param name="fee">The fee.</param>
    /// <param name="baseName">The pair's base.</param>
    /// <param name="quote">The pair's quote currency.</param>
    public static string Of(Fee fee, string baseName, string quote)
    {
        if (fee.InKind is not { } kind)
            return $"{Display.Money(fee.Worth)} {quote}";
        List<string> parts = [];
        if (fee.Cash != 0)
            parts.Add($"{Display.Money(fee.Cash)} {quote}");
        if (kind.Base != 0)
            parts.Add($"{Display.Exact(kind.Base)} {baseName}");
        for (var other = kind.Others; other is not null; other = other.Next)
            parts.Add($"{Display.Exact(other.Amount)} {other.Asset}");
        return $"{string.Join(" + ", parts)} ({Display.Money(fee.Worth)} {quote})";
    }
}

using System.Text;
using TradingBot.Core;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>
/// The book's checksum: CRC-32 (IEEE) over the digits of its ten best levels. Sources: REFERENCE 5.5 and, for level3,
/// docs.kraken.com guides/websockets/l3-checksum-v2.
/// </summary>
internal static class Checksum
{
    public const int Levels = 10;

    /// <param name="rules">Its decimals decide the digits.</param>
    /// <param name="asks">From the best on.</param>
    /// <param name="bids">From the best on.</param>
    public static uint Of(Instrument rules, IEnumerable<LadderLevel> asks, IEnumerable<LadderLevel> bids) =>
        Of(rules, asks.Take(Levels).Concat(bids.Take(Levels)).Select(level => (level.Price, level.Volume)));

    /// <summary>Of level3: the same, but order by order.</summary>
    /// <param name="rules">Its decimals decide the digits.</param>
    /// <param name="asks">From the best on, at a price as they queue.</param>
    /// <param name="bids">From the best on, at a price as they queue.</param>
    public static uint Of(Instrument rules, IEnumerable<BookOrder> asks, IEnumerable<BookOrder> bids) =>
        Of(rules, asks.WithinLevels(Levels).Concat(bids.WithinLevels(Levels))
            .Select(order => (order.Price, order.Volume)));

    private static uint Of(Instrument rules, IEnumerable<(decimal Price, decimal Volume)> rows)
    {
        var digits = new StringBuilder();
        foreach (var (price, volume) in rows)
        {
            digits.Append(Digits(price, rules.PriceDecimals));
            digits.Append(Digits(volume, rules.VolumeDecimals));
        }

        return Crc32.Append(0, Encoding.ASCII.GetBytes(digits.ToString()));
    }

    /// <summary>The number without its point and without zeros before it.</summary>
    private static string Digits(decimal value, int decimals) =>
        Wire.Text(value, decimals).Replace(".", "", StringComparison.Ordinal).TrimStart('0');
}

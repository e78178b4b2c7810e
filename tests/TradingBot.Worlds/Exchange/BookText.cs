using System.Text;

namespace TradingBot.Worlds.Exchange;

/// <summary>An order book's snapshot with its checksum, after Kraken's guide.</summary>
internal static class BookText
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static string Snapshot(decimal bid, decimal ask, DateTime now)
    {
        var bids = Enumerable.Range(0, 10).Select(i => Level(bid - i)).ToList();
        var asks = Enumerable.Range(0, 10).Select(i => Level(ask + i)).ToList();
        var digits = string.Concat(asks.Concat(bids).Select(level => Digits(level.Price) + Digits(level.Quantity)));
        return $$"""{"channel":"book","type":"snapshot","data":[{"symbol":"{{Market.Symbol}}","bids":[{{Rows(bids)}}],"asks":[{{Rows(asks)}}],"checksum":{{Crc(digits)}},"timestamp":"{{Wire.Instant(now)}}"}]}""";
    }

    private static (string Price, string Quantity) Level(decimal price) => (Wire.Of(decimal.Round(price, 1) + 0.0m), "0.50000000");

    private static string Rows(List<(string Price, string Quantity)> levels) =>
        string.Join(',', levels.Select(level => $"{{\"price\":{level.Price},\"qty\":{level.Quantity}}}"));

    private static string Digits(string figure) => figure.Replace(".", "", StringComparison.Ordinal).TrimStart('0');

    private static uint Crc(string text)
    {
        var crc = uint.MaxValue;
        foreach (var one in Encoding.ASCII.GetBytes(text))
            crc = Table[(crc ^ one) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Entry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}

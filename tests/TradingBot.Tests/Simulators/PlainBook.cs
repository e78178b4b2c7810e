using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingBot.Core;

namespace TradingBot.Tests.Simulators;

/// <summary>A client's book, kept from the digits of the messages as Kraken's guide says.</summary>
internal sealed class PlainBook(int depth)
{
    private readonly SortedDictionary<decimal, (string Price, string Volume)> _asks = [];
    private readonly SortedDictionary<decimal, (string Price, string Volume)> _bids = new(
        Comparer<decimal>.Create((a, b) => b.CompareTo(a)));

    public int Levels => Math.Min(_asks.Count, _bids.Count);

    public decimal BestBid => _bids.First().Key;

    public decimal BestAsk => _asks.First().Key;

    /// <summary>Takes a message in.</summary>
    /// <returns>True when its checksum is that of the book afterwards.</returns>
    public bool Apply(JsonElement message)
    {
        var data = message.GetProperty("data")[0];
        Apply(_asks, data.GetProperty("asks"));
        Apply(_bids, data.GetProperty("bids"));
        return data.GetProperty("checksum").GetUInt32() == Checksum();
    }

    private void Apply(SortedDictionary<decimal, (string Price, string Volume)> side, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
        {
            var (price, volume) = (level.GetProperty("price").GetRawText(), level.GetProperty("qty").GetRawText());
            if (decimal.Parse(volume, CultureInfo.InvariantCulture) == 0)
                side.Remove(decimal.Parse(price, CultureInfo.InvariantCulture)).Should().BeTrue(
                    "only what is there can go");
            else
                side[decimal.Parse(price, CultureInfo.InvariantCulture)] = (price, volume);
        }

        while (side.Count > depth)
            side.Remove(side.Last().Key);
    }

    private uint Checksum()
    {
        var text = new StringBuilder();
        foreach (var (price, volume) in _asks.Values.Take(10).Concat(_bids.Values.Take(10)))
            text.Append(Digits(price)).Append(Digits(volume));
        return Crc32.Append(0, Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static string Digits(string number) => number.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
}

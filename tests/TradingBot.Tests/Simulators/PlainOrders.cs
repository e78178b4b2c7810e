using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingBot.Core;

namespace TradingBot.Tests.Simulators;

/// <summary>A client's book of single orders, kept from the digits of level3 messages as Kraken's guide says.</summary>
internal sealed class PlainOrders(int depth)
{
    private readonly List<Order> _asks = [];
    private readonly List<Order> _bids = [];

    public IReadOnlyList<Order> Asks => _asks;

    public IReadOnlyList<Order> Bids => _bids;

    /// <summary>Takes a message in.</summary>
    /// <returns>True when its checksum is that of the book afterwards.</returns>
    public bool Apply(JsonElement message)
    {
        var data = message.GetProperty("data")[0];
        Apply(_asks, data.GetProperty("asks"), isBid: false);
        Apply(_bids, data.GetProperty("bids"), isBid: true);
        return data.GetProperty("checksum").GetUInt32() == Checksum();
    }

    private void Apply(List<Order> side, JsonElement rows, bool isBid)
    {
        foreach (var row in rows.EnumerateArray())
        {
            var order = new Order(
                row.GetProperty("order_id").GetString()!,
                row.GetProperty("limit_price").GetRawText(),
                row.GetProperty("order_qty").GetRawText());
            var word = row.TryGetProperty("event", out var given) ? given.GetString() : "add";
            var at = side.FindIndex(known => known.Id == order.Id);
            (at >= 0).Should().Be(word != "add", $"{word} of {order.Id}");
            if (word == "modify")
                side[at] = order;
            else if (word == "delete")
                side.RemoveAt(at);
            else
                Insert(side, order, isBid);
        }

        var prices = side.Select(order => order.Price).Distinct().Take(depth).ToHashSet();
        side.RemoveAll(order => !prices.Contains(order.Price));
    }

    /// <summary>Behind everybody at its price.</summary>
    private static void Insert(List<Order> side, Order order, bool isBid)
    {
        var at = side.FindIndex(known => isBid ? known.Number < order.Number : known.Number > order.Number);
        side.Insert(at < 0 ? side.Count : at, order);
    }

    private uint Checksum()
    {
        var text = new StringBuilder();
        foreach (var side in new[] { _asks, _bids })
        {
            var prices = side.Select(order => order.Price).Distinct().Take(10).ToHashSet();
            foreach (var order in side.Where(order => prices.Contains(order.Price)))
                text.Append(Digits(order.Price)).Append(Digits(order.Volume));
        }

        return Crc32.Append(0, Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static string Digits(string number) => number.Replace(".", "", StringComparison.Ordinal).TrimStart('0');

    internal sealed record Order(string Id, string Price, string Volume)
    {
        public decimal Number { get; } = decimal.Parse(Price, CultureInfo.InvariantCulture);
    }
}

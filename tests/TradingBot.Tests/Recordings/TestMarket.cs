using System.Globalization;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Recordings;

/// <summary>
/// A market of random levels and the messages that an exchange sends about it as Kraken does: changes within the depth,
/// none for a level that was pushed out, each with the checksum of what the subscriber should hold.
/// </summary>
internal sealed class TestMarket(int seed, string symbol = "XBTUSD", int depth = 10)
{
    private readonly Random _random = new(seed);
    private readonly SortedDictionary<decimal, decimal> _bids = [];
    private readonly SortedDictionary<decimal, decimal> _asks = [];
    private long _trade = 1000;

    /// <summary>What the subscriber holds.</summary>
    public OrderBook Held { get; } = new(depth, 1, 8);

    public string Snapshot()
    {
        while (_bids.Count < 3 * depth || _asks.Count < 3 * depth)
            Change();
        Held.Clear();
        var levels = Window(_bids, isBid: true).Concat(Window(_asks, isBid: false)).ToList();
        return Message("snapshot", levels);
    }

    public string Update()
    {
        while (true)
        {
            var before = Window(_bids, isBid: true).Concat(Window(_asks, isBid: false)).ToList();
            for (var i = _random.Next(1, 4); i > 0; i--)
                Change();
            var after = Window(_bids, isBid: true).Concat(Window(_asks, isBid: false)).ToList();
            var gone = before.Where(level => !(level.IsBid ? _bids : _asks).ContainsKey(level.Price))
                .Select(level => level with { Quantity = 0m });
            var changes = gone.Concat(after.Except(before)).ToList();
            if (changes.Count > 0)
                return Message("update", changes);
        }
    }

    /// <summary>The next trades, of consecutive ids.</summary>
    public string Trades(int count, string source = "Stream") =>
        $"trades {symbol} {source}" + string.Concat(Enumerable.Range(0, count).Select(_ => TradeLine(++_trade)));

    /// <summary>Always the same for an id; every third has a twin in all but the id.</summary>
    public static string TradeLine(long id) => string.Create(
        CultureInfo.InvariantCulture,
        $"|{id} {id / 3 * 1_000_000} b {100 + id / 3 % 7}.5 0.0000000{id / 3 % 9} market");

    private string Message(string kind, List<(bool IsBid, decimal Price, decimal Quantity)> levels)
    {
        foreach (var (isBid, price, quantity) in levels)
            Held.Set(isBid ? Side.Buy : Side.Sell, new BookLevel(price, quantity));
        Held.CutToDepth();
        var lines = levels.Select(level => string.Create(
            CultureInfo.InvariantCulture, $"|{(level.IsBid ? 'b' : 'a')} {level.Price} {level.Quantity}"));
        return $"book {symbol} {kind} exch={_random.Next(1, 1_000_000)} crc={Held.Checksum()}" + string.Concat(lines);
    }

    private void Change()
    {
        var isBid = _random.Next(2) == 0;
        var side = isBid ? _bids : _asks;
        var price = (isBid ? 99_999 - _random.Next(6 * depth) : 100_000 + _random.Next(6 * depth)) / 10m;
        if (side.Count > 2 * depth && _random.Next(3) == 0)
            side.Remove(price);
        else
            side[price] = _random.Next(1, int.MaxValue) / 100_000_000m;
    }

    private IEnumerable<(bool IsBid, decimal Price, decimal Quantity)> Window(
        SortedDictionary<decimal, decimal> side, bool isBid) =>
        (isBid ? side.Reverse() : side).Take(depth).Select(level => (isBid, level.Key, level.Value));
}

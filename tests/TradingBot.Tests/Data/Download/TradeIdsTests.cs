using TradingBot.Data.Download;

namespace TradingBot.Tests.Data.Download;

public class TradeIdsTests
{
    /// <summary>Against a set of all ids that came.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_the_order_a_trade_is_new_once_and_what_never_came_is_missing(int seed)
    {
        var chance = new Random(seed);
        var (ids, seen) = (new TradeIds(), new HashSet<long>());
        for (var i = 0; i < 3000; i++)
        {
            var id = 1000L + chance.Next(-20, i / 3 + 1) + chance.Next(5);
            ids.TryAdd(id, i).Should().Be(seen.Add(id), $"{id}, number {i}");
        }

        var first = seen.Min();
        var missing = Enumerable.Range(0, (int)(seen.Max() - first)).Select(i => first + i)
            .Where(id => !seen.Contains(id));
        ids.Gaps.SelectMany(gap => Enumerable.Range(0, (int)gap.Count).Select(i => gap.FirstId + i))
            .Should().Equal(missing);
        ids.Gaps.Should().BeInAscendingOrder(gap => gap.FirstId);
        ids.Missing.Should().Be((ids.Gaps.Count, ids.Gaps.Sum(gap => gap.Count)));
    }

    [Fact]
    public void Of_very_many_gaps_the_newest_are_kept_and_all_are_counted()
    {
        var ids = new TradeIds();
        for (var i = 0L; i <= 3000; i++)
            ids.TryAdd(1 + i * 3, i);

        ids.Missing.Should().Be((3000, 6000));
        ids.Gaps.Should().HaveCount(TradeIds.MostGaps);
        ids.Gaps[^1].Should().Be(new MissingTrades(8999, 9000, 2999, 3000));
    }
}

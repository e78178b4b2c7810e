using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Research.Trials;

namespace TradingBot.Tests.Research.Trials;

public sealed class CandleHistoryTests
{
    private static readonly Timeframe Minute = new(1);

    /// <summary>One pass over all, cut later, against a pass that begins where the cut is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void From_any_moment_on_it_is_what_a_backtest_reads_from_there(int seed)
    {
        var random = new Random(seed);
        Candle[] stored = [.. Enumerable.Range(0, 60).Where(_ => random.Next(3) > 0).Select(At)];
        var filled = CandleHistory.Filled(new CandleMemory(stored), Minute, knownUntil: 65 * 60);
        var gaps = CandleHistory.WithGaps(new CandleMemory(stored));

        for (var from = -1; from <= 66; from++)
        {
            var rest = stored.Where(candle => candle.OpenSeconds >= from * 60).ToArray();
            All(filled.From(from * 60)).Should().Equal(
                All(new GapFiller(new CandleMemory(rest), Minute, knownUntil: 65 * 60)), $"from {from}");
            All(gaps.From(from * 60)).Should().Equal(rest);
        }
    }

    private static Candle At(int minute) =>
        new(minute * 60, minute + 1, minute + 2, minute + 1, minute + 1.5, minute, 1);

    private static List<Candle> All(ICandleSource source)
    {
        var all = new List<Candle>();
        for (var batch = source.Next(); !batch.IsEmpty; batch = source.Next())
            all.AddRange(batch.Span);
        return all;
    }
}

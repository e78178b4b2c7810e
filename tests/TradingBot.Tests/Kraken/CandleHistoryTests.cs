using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Feeds;

namespace TradingBot.Tests.Kraken;

public class CandleHistoryTests
{
    private const long Midnight = 18_273 * 86_400L;

    [Fact]
    public void Candles_that_are_built_are_whole_at_both_ends()
    {
        // From a quarter of an hour after midnight on: 45 minutes begin at 0:45, and the last ones run still.
        var quarters = Enumerable.Range(1, 10).Select(i => Candle.Flat(Midnight + i * 900L, i)).ToList();

        var built = CandleHistory.Built(quarters, new Timeframe(15), new Timeframe(45));

        built.Select(candle => (candle.OpenSeconds, candle.Open, candle.Close)).Should().Equal(
            (Midnight + 2700, 3, 5), (Midnight + 5400, 6, 8));
    }

    [Fact]
    public void Too_few_for_a_whole_candle_make_none()
    {
        var hours = Enumerable.Range(1, 3).Select(i => Candle.Flat(Midnight + i * 3600L, i)).ToList();

        CandleHistory.Built(hours, new Timeframe(60), new Timeframe(720)).Should().BeEmpty();
    }
}

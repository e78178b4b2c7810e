using TradingBot.Core.Backtesting;
using TradingBot.Research.Pages;
using TradingBot.Research.Pages.Charts;
using TradingBot.Research.Pages.Sections;

namespace TradingBot.Tests.Research.Pages;

/// <summary>A page stays small enough to be opened and sent, however long the run was.</summary>
public class PageSizeTests
{
    private const int Days = SyntheticMarket.DefaultBars / 1440;

    [Fact]
    public void Five_years_of_minutes_with_as_many_trades_as_a_page_keeps_are_below_5_MB()
    {
        var trades = Enumerable.Range(0, ChartData.MostTrades)
            .Select(i => SmallPage.Trade(i * 15_000L, i * 15_000L + 9_000, i % 7 - 3 + 0.1234567891m)).ToArray();
        var equity = Enumerable.Range(1, Days).Select(day => 1000m + day * 1.2345678912m).ToArray();
        var page = SmallPage.Of(trades, SmallPage.Points(equity), minutes: 1) with
        {
            Candles = () => new SyntheticMarket(),
        };

        using var stream = new CountingStream();
        RunPageWriter.Write(stream, page);

        stream.Count.Should().BeInRange(2_000_000, 5_000_000);
    }

    [Fact]
    public void A_year_of_hours_is_whole_and_takes_less_than_half_a_megabyte_beside_the_library()
    {
        var equity = Enumerable.Range(1, 366).Select(day => 1000m + day).ToArray();
        var page = SmallPage.Of([SmallPage.Trade(3600, 7200, 5)], equity);

        using var stream = new CountingStream();
        RunPageWriter.Write(stream, page);

        (stream.Count - PageAssets.Text(PageAssets.Library).Length).Should().BeLessThan(500_000);
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Count { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Count += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;
    }
}

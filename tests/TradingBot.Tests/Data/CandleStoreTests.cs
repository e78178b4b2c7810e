using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Tests.Data;

public sealed class CandleStoreTests
{
    [Theory]
    [InlineData(60, "XBTUSD_60")]
    [InlineData(240, "XBTUSD_60")]
    [InlineData(1440, "XBTUSD_1440")]
    [InlineData(10080, "XBTUSD_1440")]
    [InlineData(30, "XBTUSD_15")]
    [InlineData(15, "XBTUSD_15")]
    [InlineData(5, null)]
    [InlineData(1, null)]
    public void Candles_come_from_the_longest_stored_interval_that_divides_theirs(int wanted, string? expected)
    {
        using var here = new TemporaryDirectory();
        foreach (var name in new[] { "XBTUSD_15", "XBTUSD_60", "XBTUSD_1440", "ETHUSD_1" })
            File.WriteAllText(here[name + ".candles"], "");
        var bitcoin = new InstrumentId("kraken", "XBTUSD");
        new CandleStore(here.Path).FindBase(bitcoin, new Timeframe(wanted), 0, long.MaxValue)?.ToString()
            .Should().Be(expected);
    }

    [Fact]
    public void Only_candle_files_are_listed_by_pair_and_interval()
    {
        using var here = new TemporaryDirectory();
        string[] names =
        [
            "XBTUSD_1440.candles", "XBTUSD_60.candles", "ETH2.SETH_1.candles", "import.lock", "XBTUSD_60.x.candles.tmp",
            "XBTUSD.candles", "XBTUSD_0.candles", "BTCUSD_60.candles", "notes.txt",
        ];
        foreach (var name in names)
            File.WriteAllText(here[name], "");
        new CandleStore(here.Path).List().Select(series => series.ToString())
            .Should().Equal("ETH2.SETH_1", "XBTUSD_60", "XBTUSD_1440");
    }

    [Fact]
    public void A_store_that_does_not_exist_yet_is_empty()
    {
        using var here = new TemporaryDirectory();
        new CandleStore(here["none"]).List().Should().BeEmpty();
        Directory.Exists(here["none"]).Should().BeFalse("looking creates nothing");
    }

    [Theory]
    [InlineData("XBTUSD_60", "XBTUSD_60")]
    [InlineData("xbtusd_60", "XBTUSD_60")]
    [InlineData("BTCUSD_60", "XBTUSD_60")]
    [InlineData("XXBTZUSD_1440", "XBTUSD_1440")]
    [InlineData("BTC/USD_1", "XBTUSD_1")]
    [InlineData("XBTUSD", null)]
    [InlineData("XBTUSD_", null)]
    [InlineData("XBTUSD_0", null)]
    [InlineData("XBTUSD_21601", null)]
    [InlineData("XBTUSD_+60", null)]
    [InlineData("_60", null)]
    [InlineData("../XBTUSD_60", null)]
    [InlineData("._XBTUSD_60", null)]
    [InlineData("X\\Y_60", null)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ123_60", null)]
    public void A_series_is_named_by_pair_and_minutes_and_cannot_leave_the_directory(string text, string? expected) =>
        SeriesName.Parse(text)?.ToString().Should().Be(expected);

    [Fact]
    public void Two_imports_at_a_time_are_refused_and_the_leftovers_of_a_killed_one_removed()
    {
        using var here = new TemporaryDirectory();
        var store = new CandleStore(here.Store);
        using (store.Reserve())
        {
            var second = () => store.Reserve();
            second.Should().Throw<CandleStoreException>().WithMessage("*cannot import into it:*used by another process*");
            File.WriteAllText(here["store/XBTUSD_60.abc.candles.tmp"], "");
        }

        store.Reserve().Dispose();
        Directory.GetFiles(here.Store, "*.tmp").Should().BeEmpty();
    }
}

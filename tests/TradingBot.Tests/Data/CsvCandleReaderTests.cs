using System.Text;
using TradingBot.Core.Market;
using TradingBot.Data.Import;

namespace TradingBot.Tests.Data;

public sealed class CsvCandleReaderTests
{
    private static readonly Candle[] OneCandle = [new(Csv.Epoch + 3600, 100, 110, 90, 105, 1.5, 3)];

    [Fact]
    public void A_row_of_a_Kraken_archive_is_a_candle() =>
        Csv.Read("1483232400,100,110,90.0,105,1.50,3\n").Should().Equal(OneCandle);

    [Theory]
    [InlineData("time,open,high,low,close,volume,trades\n1483232400,100,110,90,105,1.5,3\n")]
    [InlineData("TIMESTAMP,Open,HIGH,low,Close,Vol,Count\n1483232400,100,110,90,105,1.5,3")]
    [InlineData("\uFEFFtime,open,high,low,close,volume,trades\r\n1483232400,100,110,90,105,1.5,3\r\n")]
    [InlineData("\n\ntime,open,high,low,close,volume,trades\n\n1483232400,100,110,90,105,1.5,3\n\n  \n")]
    [InlineData("trades,volume,close,low,high,open,date\n3,1.5,105,90,110,100,1483232400\n")]
    [InlineData("symbol,Open time,open,high,low,close,note,volume,trades,vwap\nXBT,1483232400,100,110,90,105,,1.5,3,101.5\n")]
    [InlineData("time,open,high,low,close,volume,trades,note\n1483232400,100,110,90,105,1.5,3,\"a, b\"\n")]
    [InlineData("\"time\",\"open\",high,low,close,volume,\"trades\"\n\"1483232400\",\"100\",\"110\",90,105,1.5,\"3\"\n")]
    [InlineData("note,time,open,high,low,close,volume,trades\n\"a, b\",1483232400,100,110,90,105,1.5,3\n")]
    [InlineData("time,open,high,low,close,volume,trades\n 1483232400 ,1e2,+110,0.9E2, 105,1.5,3\n")]
    [InlineData("time,date,open,high,low,close,volume,trades\n1483232400,1999-12-31,100,110,90,105,1.5,3\n")]
    public void Columns_are_found_by_name_in_any_order_and_case(string text) =>
        Csv.Read(text).Should().Equal(OneCandle);

    [Fact]
    public void Without_a_column_of_trades_their_number_is_0() =>
        Csv.Read($"{Csv.Header}\n1483232400,100,110,90,105,1.5\n").Single().TradeCount.Should().Be(0);

    [Theory]
    [InlineData("1483228800")]
    [InlineData("1483228800.0")]
    [InlineData("1483228800000")]
    [InlineData("2017-01-01")]
    [InlineData("2017-01-01 00:00")]
    [InlineData("2017-01-01T00:00:00Z")]
    [InlineData("2017-01-01 00:00:00.000")]
    [InlineData("2017-01-01 00:00:00+00:00")]
    [InlineData("2017-01-01T01:30:00+0130")]
    [InlineData("2016-12-31T19:00:00-05:00")]
    public void A_time_is_unix_seconds_or_milliseconds_or_ISO_8601(string time) =>
        Csv.Read(Csv.RowWith("time", time)).Single().OpenSeconds.Should().Be(1_483_228_800);

    [Theory]
    [InlineData("time", "soon", "time is neither unix seconds or milliseconds nor ISO 8601: 'soon'")]
    [InlineData("time", "2017-02-29", "time is neither*'2017-02-29'")]
    [InlineData("time", "2017-01-01 00:00:00.", "time is neither*")]
    [InlineData("time", "2017-01-01 24:00", "time is neither*")]
    [InlineData("time", "2017-01-01 00:00 CET", "time is neither*")]
    [InlineData("time", "-3600", "time is outside 1970 to 2106")]
    [InlineData("time", "NaN", "time is outside 1970 to 2106")]
    [InlineData("time", "5000000000", "time is outside 1970 to 2106")]
    [InlineData("time", "3600", "time 1970-01-01 01:00 (3600) is before 2009, when nothing was traded")]
    [InlineData("time", "1230764400", "time 2008-12-31 23:00 (1230764400) is before 2009, when nothing was traded")]
    [InlineData("time", "1483232401", "time 2017-01-01 01:00 (1483232401) is not a multiple of 60 minutes")]
    [InlineData("time", "1483232400.5", "time 2017-01-01 01:00 (1483232400.5) is not a multiple of 60 minutes")]
    [InlineData("time", "2017-01-01 00:00:00.5", "*is not a multiple of 60 minutes")]
    [InlineData("open", "abc", "open is not a number: 'abc'")]
    [InlineData("open", "", "open is not a number: ''")]
    [InlineData("open", "1.2.3", "open is not a number: '1.2.3'")]
    [InlineData("open", ".", "open is not a number: '.'")]
    [InlineData("open", "1\u00012", "open is not a number: '1?2'")]
    [InlineData("close", "NaN", "close is not finite")]
    [InlineData("high", "Infinity", "high is not finite")]
    [InlineData("high", "1e999", "high is not finite")]
    [InlineData("low", "0", "low 0 is not above 0")]
    [InlineData("low", "-90", "low -90 is not above 0")]
    [InlineData("low", "102", "low 102 is above open 100 or close 105")]
    [InlineData("high", "104", "high 104 is below open 100 or close 105")]
    [InlineData("volume", "-0.1", "volume -0.1 is negative")]
    [InlineData("volume", "NaN", "volume is not finite")]
    [InlineData("volume", "-Infinity", "volume is not finite")]
    [InlineData("trades", "1.5", "trades 1.5 is not a count")]
    [InlineData("trades", "-1", "trades -1 is not a count")]
    [InlineData("trades", "3000000000", "trades 3000000000 is not a count")]
    [InlineData("trades", "3,4", "more columns than 7")]
    public void A_bad_row_ends_the_reading_with_file_line_and_reason(string column, string value, string reason)
    {
        var reading = () => Csv.Read(Csv.Hours(0, 1) + Csv.RowWith(column, value));
        reading.Should().Throw<ImportException>().WithMessage(
            $"test.csv:2: {reason}; nothing was imported (--skip-bad skips bad rows)");
    }

    [Fact]
    public void A_row_with_too_few_columns_is_bad()
    {
        var reading = () => Csv.Read(Csv.Hours(0, 1) + "1483236000,100,110\n");
        reading.Should().Throw<ImportException>().WithMessage("test.csv:2: 3 columns where at least 7 are needed; *");
    }

    [Theory]
    [InlineData("time,open,high,low,last\n", "1: the header has no column close, volume")]
    [InlineData("time.open.high.low.close.volume\n", "1: the header has no column time, open, high*")]
    [InlineData("\n" + Csv.Header + ",Open\n", "2: the header names open twice")]
    [InlineData("1483232400,1,1,1,1\n", "1: no header, and 5 columns; without a header a file has 3 (time,price,volume *")]
    [InlineData("51175358,17.80,5.69,101.29,1735689600010866,True,True\n", "1: looks like trades of Binance; import its *")]
    public void A_file_whose_columns_are_unclear_is_refused(string text, string reason)
    {
        var reading = () => Csv.Read(text);
        reading.Should().Throw<ImportException>().WithMessage($"test.csv:{reason}");
    }

    [Fact]
    public void A_line_without_end_is_refused()
    {
        var reading = () => Csv.Read(Csv.Hours(0, 2) + new string('1', 300_000));
        reading.Should().Throw<ImportException>().WithMessage("test.csv:3: the line does not end: no CSV of candles");
    }

    [Fact]
    public void Bad_rows_can_be_skipped_and_are_reported()
    {
        var bad = new List<BadRow>();
        var text = Csv.Header + "\n1483232400,1,1,1,1,1\nrubbish\n\n1483236000,2,2,2,2,-2\n1483236000,3,3,3,3,3\n";
        Csv.Read(text, skip: bad.Add).Select(candle => candle.Close).Should().Equal(1, 3);
        bad.Select(row => row.Line).Should().Equal(3, 5);
    }

    [Fact]
    public void Nothing_is_lost_where_the_buffer_or_the_batch_ends()
    {
        var text = Csv.Hours(0, 30_000); // 900 KB: several buffers
        foreach (var batchSize in new[] { 1, 7, 8192, 100_000 })
        {
            var candles = Csv.Read(text.TrimEnd('\n'), batchSize: batchSize);
            candles.Select(candle => (candle.OpenSeconds - Csv.Epoch) / 3600).Should()
                .Equal(Enumerable.Range(0, 30_000).Select(hour => (long)hour));
        }
    }

    [Fact]
    public void A_good_row_allocates_nothing()
    {
        var (few, many) = (Encoding.ASCII.GetBytes(Csv.Hours(0, 1000)), Encoding.ASCII.GetBytes(Csv.Hours(0, 50_000)));
        var batch = new Candle[1000];
        // A collection may charge this thread with the rest of its buffer, some KB: the least of a few runs has none.
        var least = Enumerable.Range(0, 5).Min(_ => AllocatedBy(many, batch) - AllocatedBy(few, batch));
        least.Should().BeLessThan(1000, "49,000 rows more cost nothing");
    }

    private static long AllocatedBy(byte[] csv, Candle[] batch)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new MemoryStream(csv);
        var reader = new CsvCandleReader(stream, "test.csv", new Timeframe(60));
        while (reader.Read(batch) > 0)
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

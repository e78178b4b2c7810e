using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Import;
using TradingBot.Exchanges;

namespace TradingBot.Tests.Data.Import;

/// <summary>Files as exchanges and programs write them; the content of each is the same two candles.</summary>
public sealed class FormatTests
{
    private static readonly Candle[] Two =
        [new(1_735_689_600, 100, 110, 90, 105, 1.5, 0), new(1_735_693_200, 105, 108, 101, 102, 2, 0)];

    [Theory]
    // Binance: microseconds since 2025, milliseconds before and in futures files, which have a header
    [InlineData("1735689600000000,100,110,90,105,1.5,1735693199999999,150,3,1,100,0\n1735693200000000,105,108,101,102,2,1735696799999999,200,4,1,100,0\n")]
    [InlineData("1735689600000,100,110,90,105,1.5,1735693199999,150,3,1,100,0\n1735693200000,105,108,101,102,2,1735696799999,200,4,1,100,0\n")]
    [InlineData("open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n1735689600000,100,110,90,105,1.5,1735693199999,150,3,1,100,0\n1735693200000,105,108,101,102,2,1735696799999,200,4,1,100,0\n")]
    // the unit is told by the row, not by the file
    [InlineData("1735689600000,100,110,90,105,1.5,0,0,3,0,0,0\n1735693200000000,105,108,101,102,2,0,0,4,0,0,0\n")]
    // ccxt and freqtrade
    [InlineData("1735689600000,100,110,90,105,1.5\n1735693200000,105,108,101,102,2\n")]
    // Kraken's REST: the average price is the sixth
    [InlineData("1735689600,100,110,90,105,103.2,1.5,3\n1735693200,105,108,101,102,104,2,4\n")]
    // CryptoDataDownload: an address first, newest first, volumes by currency
    [InlineData("https://www.CryptoDataDownload.com\nUnix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT,tradecount\n1735693200000,2025-01-01 01:00:00,BTCUSDT,105,108,101,102,2,200,4\n1735689600000,2025-01-01 00:00:00,BTCUSDT,100,110,90,105,1.5,150,3\n")]
    [InlineData("https://www.CryptoDataDownload.com\nDate,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n2025-01-01 01-AM,BTCUSD,105,108,101,102,2,200\n2025-01-01 12-AM,BTCUSD,100,110,90,105,1.5,150\n")]
    [InlineData("# from somewhere\nunix,date,symbol,open,high,low,close,Volume USD,Volume BTC\n1735689600,2025-01-01 00:00:00,BTC/USD,100,110,90,105,150,1.5\n1735693200,2025-01-01 01:00:00,BTC/USD,105,108,101,102,200,2\n")]
    // date and time in two columns, MetaTrader's tabs and brackets
    [InlineData("Date,Time,Open,High,Low,Close,Volume\n2025-01-01,00:00,100,110,90,105,1.5\n2025-01-01,01:00:00,105,108,101,102,2\n")]
    [InlineData("<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<VOL>\n2025.01.01\t00:00:00\t100\t110\t90\t105\t1.5\n2025.01.01\t01:00:00\t105\t108\t101\t102\t2\n")]
    // other separators
    [InlineData("time;open;high;low;close;volume\n1735689600;100;110;90;105;1.5\n1735693200;105;108;101;102;2\n")]
    [InlineData("1735689600|100|110|90|105|1.5|3\n1735693200|105|108|101|102|2|4\n")]
    [InlineData("1735689600\t100\t110\t90\t105\t1.5\t3\r\n1735693200\t105\t108\t101\t102\t2\t4\r\n")]
    // nanoseconds of pandas
    [InlineData("timestamp,open,high,low,close,volume\n1735689600000000000,100,110,90,105,1.5\n1735693200000000000,105,108,101,102,2\n")]
    // offsets of PostgreSQL and others
    [InlineData("time,open,high,low,close,volume\n2025-01-01 00:00:00+00,100,110,90,105,1.5\n2025-01-01t01:00:00z,105,108,101,102,2\n")]
    [InlineData("time,open,high,low,close,volume\n2025-01-01 02:00:00+02,100,110,90,105,1.5\n2025-01-01 01:00:00 UTC,105,108,101,102,2\n")]
    [InlineData("time,open,high,low,close,volume\n2024/12/31 23:00:00-01,100,110,90,105,1.5\n2025.01.01 01:00,105,108,101,102,2\n")]
    public void A_file_is_read_as_it_comes(string text)
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("some.csv", text), "--pair", "XBTUSD", "-p", "60").ExitCode.Should().Be(0);
        Stored(here, "XBTUSD_60").Should().Equal(Two);
    }

    [Fact]
    public void UTF_16_is_read_in_both_orders()
    {
        const string text = Csv.Header + "\n1735689600,100,110,90,105,1.5\n1735693200,105,108,101,102,2\n";
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, new UTF8Encoding(true) })
            Csv.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Should().Equal(Two);
    }

    [Theory]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void UTF_32_is_named(string encoding)
    {
        using var here = new TemporaryDirectory();
        var utf32 = Encoding.GetEncoding(encoding);
        var file = here["XBTUSD_60.csv"];
        File.WriteAllBytes(file, [.. utf32.GetPreamble(), .. utf32.GetBytes(Csv.Hours(0, 3))]);
        here.History("import", file).Should().Be((2, "", $"{file}: is written in UTF-32; save it as UTF-8\n"));
    }

    [Fact]
    public void Lines_may_end_as_on_an_old_Mac()
    {
        const string text = Csv.Header + "\r1735689600,100,110,90,105,1.5\r1735693200,105,108,101,102,2";
        foreach (var encoding in new[] { Encoding.Unicode, new UTF8Encoding(true) })
        {
            foreach (var end in new[] { "", "\r" })
                Csv.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text + end)]).Should().Equal(Two);
        }

        Csv.Read(Csv.Hours(0, 40_000).Replace('\n', '\r')).Should().Equal(Csv.Read(Csv.Hours(0, 40_000)));
        Csv.Read(Csv.Hours(0, 1) + "\r").Should().HaveCount(1);
        Csv.Read(Csv.Hours(0, 1).TrimEnd() + "\r").Should().HaveCount(1);
    }

    [Fact]
    public void Trades_become_candles_of_the_interval_that_is_asked_for()
    {
        const string trades = "1735689605,100,0.5\n1735689700.25,110,0.5\n1735690000,90,0.25\n1735693199,105,0.25\n1735696799,102,3\n";
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD.csv", trades), "-p", "60").ExitCode.Should().Be(0);
        Stored(here, "XBTUSD_60").Should().Equal(
            new Candle(1_735_689_600, 100, 110, 90, 105, 1.5, 4), new Candle(1_735_693_200, 102, 102, 102, 102, 3, 1));

        var archive = here.WriteZip("Kraken_Trading_History.zip", ("ETHUSD.csv", trades), ("ADAUSD.csv", trades));
        here.History("import", archive, "-p", "1440", "--pair", "ETHUSD").ExitCode.Should().Be(0);
        Stored(here, "ETHUSD_1440").Should().Equal(new Candle(1_735_689_600, 100, 110, 90, 102, 4.5, 5));
        here.History("import", archive).Errors.Should().Contain("holds no file named PAIR_MINUTES.csv");
    }

    [Theory]
    [InlineData("1735689605,0,1\n", "1: price 0 is not above 0*")]
    [InlineData("1735689605,100,-1\n", "1: volume -1 is not 0 or more*")]
    [InlineData("5,100,1\n", "1: time 1970-01-01 00:00 (5) is before 2009*")]
    [InlineData("time,price\n1735689605,100\n", "1: the header has no column volume")]
    public void A_trade_that_cannot_be_is_refused(string text, string reason)
    {
        var reading = () => Csv.Read(text);
        reading.Should().Throw<ImportException>().WithMessage("test.csv:" + reason);
    }

    [Theory]
    [InlineData("BTCUSDT-1h-2025-01.csv", "XBTUSDT_60")]
    [InlineData("ETHBTC-15m-2025-01-31.csv", "ETHXBT_15")]
    [InlineData("DOGE_EUR-1d.csv", "XDGEUR_1440")]
    [InlineData("Bitstamp_BTCUSD_2024_minute.csv", "XBTUSD_1")]
    [InlineData("Kraken_XBTUSD_1440.csv", "XBTUSD_1440")]
    [InlineData("Binance_SOLUSDT_d.csv", "SOLUSDT_1440")]
    [InlineData("XXRPZUSD_60.csv", "XRPUSD_60")]
    [InlineData("Gemini_ETHUSD_1hr.csv", "ETHUSD_60")]
    [InlineData("Binance_BTCUSDT_1h.csv", "XBTUSDT_60")]
    [InlineData("XBT_USD_60.csv", "XBTUSD_60")]
    [InlineData("Coinbase_BTC-USD_60.csv", "XBTUSD_60")]
    [InlineData("Coinbase-BTC-USD_60.csv", "XBTUSD_60")]
    [InlineData("kraken_BTC_USD_60.csv", "XBTUSD_60")]
    [InlineData("Binance_XBT_USDT_60.csv", "XBTUSDT_60")]
    [InlineData("Binance_ETH_BTC-1h.csv", "ETHXBT_60")]
    [InlineData("yah_BTC-USD_1440.csv", "XBTUSD_1440")]
    [InlineData("my_BTC_60.csv", null)]
    [InlineData("my-ETH-1h.csv", null)]
    // pairs that Kraken does not list
    [InlineData("FOOBAR_60.csv", "FOOBAR_60")]
    [InlineData("FOO-BAR_60.csv", "FOO-BAR_60")]
    [InlineData("FOOBTC_60.csv", "FOOXBT_60")]
    [InlineData("FOO_USDT_60.csv", "FOOUSDT_60")]
    [InlineData("FOO_USDT-5m.csv", "FOOUSDT_5")]
    [InlineData("Binance_FOO_USDT_60.csv", "FOOUSDT_60")]
    [InlineData("Binance-FOOUSDT_60.csv", "FOOUSDT_60")]
    [InlineData("BTCUSDT-1s-2025-01-01.csv", null)]
    [InlineData("BTCUSD_2024.csv", null)]
    [InlineData("prices-1h.csv", null)]
    public void A_name_tells_pair_and_interval_as_exchanges_write_them(string name, string? expected)
    {
        var guess = NameGuess.Of(name, Venues.Default);
        var series = guess is { Pair: { } pair, Period: { } period } ? SeriesName.Of(pair, period) : null;
        series?.ToString().Should().Be(expected);
        (series is null).Should().Be(expected is null);
    }

    [Fact]
    public void What_is_said_on_the_command_line_is_stronger_than_a_name()
    {
        using var here = new TemporaryDirectory();
        var year = here.Write("BTCUSD_2023.csv", Csv.Hours(0, 3));
        here.History("import", year, "--pair", "BTC/USD", "-p", "60").Output.Should().StartWith("XBTUSD_60: 3 candles ");
        var other = here.Write("XBTUSD_60.csv", Csv.Hours(0, 3));
        here.History("import", other, "--pair", "ETHUSD").Output.Should().StartWith(
            $"note: {other}: is imported as ETHUSD_60, as the options say; its name says XBTUSD_60\nETHUSD_60: 3 candles");
    }

    [Fact]
    public void A_gzipped_file_is_unpacked_whatever_it_is_called_and_a_damaged_one_refused()
    {
        using var here = new TemporaryDirectory();
        var bytes = Gzip(Csv.Hours(0, 500));
        File.WriteAllBytes(here["XBTUSD_60.csv.gz"], bytes);
        File.WriteAllBytes(here["XBTEUR_60.csv"], bytes);
        here.History("import", here["XBTUSD_60.csv.gz"], here["XBTEUR_60.csv"]).ExitCode.Should().Be(0);
        Stored(here, "XBTUSD_60").Should().HaveCount(500).And.Equal(Stored(here, "XBTEUR_60"));

        File.WriteAllBytes(here["ETHUSD_60.csv.gz"], Gzip(Csv.Hours(0, 30_000)));
        here.History("import", here["ETHUSD_60.csv.gz"]).Output.Should().StartWith("ETHUSD_60: 30,000 candles");
        foreach (var damaged in new[] { bytes[..^1], bytes[..(bytes.Length / 2)], [.. bytes[..^6], 1, 2, .. bytes[^4..]] })
        {
            File.WriteAllBytes(here["XBTUSD_60.csv.gz"], damaged);
            var (exitCode, _, errors) = here.History("import", here["XBTUSD_60.csv.gz"]);
            exitCode.Should().Be(2);
            errors.Should().StartWith($"{here["XBTUSD_60.csv.gz"]}:").And.EndWith("\n");
        }
    }

    [Theory]
    [InlineData("28-B5-2F-FD-00", "zstd")]
    [InlineData("42-5A-68-39-31", "bzip2")]
    [InlineData("50-41-52-31-15", "Parquet")]
    public void What_another_program_packed_is_named(string start, string program)
    {
        using var here = new TemporaryDirectory();
        File.WriteAllBytes(here["XBTUSD_60.csv"], [.. start.Split('-').Select(byteText => Convert.ToByte(byteText, 16))]);
        here.History("import", here["XBTUSD_60.csv"]).Errors
            .Should().Be($"{here["XBTUSD_60.csv"]}: is packed with {program}; unpack it first\n");
    }

    [Fact]
    public void A_ZIP_is_known_by_its_content_and_its_checksum_file_is_minded()
    {
        using var here = new TemporaryDirectory();
        var archive = here.WriteZip("BTCUSDT-1h-2025-01", ("BTCUSDT-1h-2025-01.csv", "1735689600000000,1,1,1,1,1,0,0,1,0,0,0\n"));
        var digest = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(archive))).ToLowerInvariant();
        here.Write("BTCUSDT-1h-2025-01.CHECKSUM", $"{digest}  BTCUSDT-1h-2025-01\n");
        here.History("import", archive).Output.Should().StartWith("XBTUSDT_60: 1 candle (1 added");

        here.Write("BTCUSDT-1h-2025-01.CHECKSUM", $"{digest.Replace(digest[0], '-')}  BTCUSDT-1h-2025-01\n");
        here.History("import", archive).Should().Be(
            (2, "", $"{archive}: its SHA-256 differs from {archive}.CHECKSUM; download both again\n"));
    }

    [Fact]
    public void The_one_file_of_an_archive_is_what_the_options_say_unless_its_name_has_the_form()
    {
        using var here = new TemporaryDirectory();
        var archive = here.WriteZip("a.zip", ("BTCUSDT-1h-2025-01.csv", Csv.Hours(0, 3)), ("readme.txt", ""));
        here.History("import", archive, "--pair", "XBTUSD").Output.Should().Contain("XBTUSD_60: 3 candles");
        var formed = here.WriteZip("b.zip", ("XBTUSD_60.csv", Csv.Hours(0, 3)));
        here.History("import", formed, "--pair", "ETHUSD").ExitCode.Should().Be(2);
    }

    [Fact]
    public void A_directory_is_imported_with_all_that_is_below_it()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here["in/below"]);
        here.Write("in/XBTUSD_60.csv", Csv.Hours(0, 3));
        here.Write("in/below/XBTUSD_60.csv", Csv.Hours(3, 3));
        here.WriteZip("in/more.zip", ("ETHUSD_60.csv", Csv.Hours(0, 2)));
        here.Write("in/notes.md", "hello");
        here.History("import", here["in"]).Output.Split('\n').Should().SatisfyRespectively(
            line => line.Should().Be($"not imported: {here["in/notes.md"]}: not named PAIR_MINUTES.csv"),
            line => line.Should().StartWith("XBTUSD_60: 6 candles (6 added"),
            line => line.Should().StartWith("ETHUSD_60: 2 candles"),
            line => line.Should().BeEmpty());
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>Without the number of trades, which some formats do not have; but for candles of trades.</summary>
    private static List<Candle> Stored(TemporaryDirectory here, string series)
    {
        using var file = new CandleStore(here.Store).Open(SeriesName.Parse(series)!.Value);
        var candles = file.Candles.ToArray();
        return [.. series == "XBTUSD_60" && candles[0].Volume == 1.5 && candles[^1].Volume == 2
            ? candles.Select(it => new Candle(it.OpenSeconds, it.Open, it.High, it.Low, it.Close, it.Volume, 0))
            : candles];
    }
}

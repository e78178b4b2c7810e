using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data;

/// <summary>What is stored can be taken out, printed and joined.</summary>
public sealed class HistoryEditTests
{
    [Fact]
    public void History_alone_lists_what_is_stored()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 24)));
        here.History().Should().Be(here.History("list"));
    }

    [Fact]
    public void A_range_is_removed_its_end_being_a_whole_day()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 24 * 5)));
        here.History("remove", "BTC/USD_60", "-s", "2017-01-02T12:00", "-e", "2017-01-03").Should()
            .Be((0, "XBTUSD_60: 36 candles removed, 84 left\n", ""));
        Stored(here, "XBTUSD_60").Select(candle => (candle.OpenSeconds - Csv.Epoch) / 3600)
            .Should().Equal([.. Enumerable.Range(0, 36).Concat(Enumerable.Range(72, 48)).Select(hour => (long)hour)]);
        here.History("remove", "XBTUSD_60", "-s", "2030-01-01").Should()
            .Be((1, "", "XBTUSD_60: has no candle in that range; nothing is removed\n"));
        here.History("remove", "XBTUSD_60", "-s", "2017-01-02", "-e", "2017-01-01").Should()
            .Be((2, "", "--end: must be after --start\n"));
    }

    [Fact]
    public void Without_a_range_the_series_is_removed_damaged_or_not()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 24)), here.Write("XBTUSD_5.csv", Csv.Hours(0, 2)));
        using (var file = new FileStream(here["store/XBTUSD_60.candles"], FileMode.Open))
            file.SetLength(64 + 24 * 48 - 1); // the last candle is not whole
        here.History("remove", "XBTUSD").Should().Be((2, "", "XBTUSD: has several intervals; name one, such as XBTUSD_60\n"));
        here.History("remove", "XBTUSD_60").Should().Be((0, "XBTUSD_60: all 23 candles removed\n", ""));
        here.StoredFiles().Keys.Should().Equal("XBTUSD_5.candles");
        here.History("remove", "XBTUSD", "-e", "2018-01-01").Output.Should().Be("XBTUSD_5: all 2 candles removed\n");
        here.StoredFiles().Should().BeEmpty();
    }

    [Fact]
    public void A_file_without_a_whole_candle_is_removed_too()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 1)));
        File.WriteAllText(here["store/XBTUSD_60.candles"], "rubbish");
        here.History("remove", "XBTUSD_60").Should().Be((0, "XBTUSD_60: all 0 candles removed\n", ""));
        here.StoredFiles().Should().BeEmpty();
    }

    [Fact]
    public void A_time_that_another_program_stored_is_found_and_can_be_removed()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        var name = SeriesName.Parse("XBTUSD_60")!.Value;
        using (var writer = new CandleStore(here.Store).Create(name))
        {
            writer.Append([new Candle(Csv.Epoch, 1, 1, 1, 1, 1, 1), new Candle(4_102_444_800, 1, 1, 1, 1, 1, 1)]);
            writer.Complete();
            writer.Publish();
        }

        var (exitCode, output, _) = here.History("verify");
        exitCode.Should().Be(1);
        output.Should().Contain("  times in the future: 1, the first at 2100-01-01 00:00\n")
            .And.Contain("history remove XBTUSD_60 --start");
        here.History("remove", "XBTUSD_60", "-s", "2099-01-01").Output.Should().Be("XBTUSD_60: 1 candle removed, 1 left\n");
        here.History("verify").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Importing_the_good_file_again_removes_a_time_that_an_earlier_version_took()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using (var writer = new CandleStore(here.Store).Create(SeriesName.Parse("XBTUSD_60")!.Value))
        {
            writer.Append([new Candle(3600, 1, 1, 1, 1, 1, 1), new Candle(4_102_444_800, 1, 1, 1, 1, 1, 1)]);
            writer.Complete();
            writer.Publish();
        }

        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 30))).Output.Should().StartWith(
            "note: XBTUSD_60: 2 stored candles dated before 2009 or in the future removed\nXBTUSD_60: 30 candles (30 added, 0 ");
        here.History("verify").ExitCode.Should().Be(0);
    }

    [Fact]
    public void What_is_exported_is_imported_as_the_same_candles()
    {
        var prices =
            from digits in Gen.Choose(1, int.MaxValue)
            from scale in Gen.Choose(-2, 13)
            select digits / Math.Pow(10, scale);
        Prop.ForAll(prices.ArrayOf(30).ToArbitrary(), values =>
        {
            using var here = TemporaryDirectory.InMemory();
            Directory.CreateDirectory(here.Store);
            var candles = values.Select((price, i) => new Candle(Csv.Epoch + i * 60, price, price * 1.5, price / 3, price, price, i))
                .ToArray();
            using (var writer = new CandleStore(here.Store).Create(SeriesName.Parse("XBTUSD_1")!.Value))
            {
                writer.Append(candles);
                writer.Complete();
                writer.Publish();
            }

            var csv = here.History("export", "XBTUSD_1").Output;
            here.History("import", here.Write("XBTEUR_1.csv", csv));
            return !csv.Contains('E') && (candles.Length == 0 || Stored(here, "XBTEUR_1").SequenceEqual(candles));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(20_261_129, 7));
    }

    [Fact]
    public void An_export_may_be_of_a_range()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 48)));
        here.History("export", "XBTUSD_60", "-s", "2017-01-01T23:00", "-e", "2017-01-02T01:00").Output.Should().Be("""
            time,open,high,low,close,volume,trades
            1483311600,100,101,99,100,2.5,7
            1483315200,100,101,99,100,2.5,7

            """);
    }

    [Fact]
    public void An_export_to_a_file_is_what_is_printed()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 48)));
        here.History("export", "XBTUSD_60", here["out.csv"], "-e", "2017-01-01").Should().Be(
            (0, $"XBTUSD_60: 24 candles written to {here["out.csv"]}\n", ""));
        File.ReadAllText(here["out.csv"]).Should().Be(here.History("export", "XBTUSD_60", "-e", "2017-01-01").Output);
        Directory.GetFiles(here["."], "*.tmp").Should().BeEmpty();
    }

    [Fact]
    public void An_export_replaces_no_file()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 48)));
        var file = here.Write("out.csv", "mine");
        here.History("export", "XBTUSD_60", file).Should().Be((2, "", $"{file}: exists already; name another file\n"));
        File.ReadAllText(file).Should().Be("mine");
        var (exitCode, _, errors) = here.History("export", "XBTUSD_60", here["none/out.csv"]);
        exitCode.Should().Be(1);
        errors.Should().StartWith($"{here["none/out.csv"]}: cannot be written: ");
    }

    [Fact]
    public void An_export_that_is_stopped_leaves_no_file()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 48)));
        var stopped = new CancellationToken(canceled: true);
        here.History(stopped, "export", "XBTUSD_60", here["out.csv"]).ExitCode.Should().Be(130);
        Directory.GetFiles(here["."], "out.csv*").Should().BeEmpty();
    }

    [Theory]
    [InlineData(1e-15, "0.000000000000001")]
    [InlineData(1.25e-7, "0.000000125")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(1e22, "10000000000000000000000")]
    [InlineData(42.5, "42.5")]
    public void A_number_is_printed_without_an_exponent(double value, string text) =>
        CandleExport.Plain(value).Should().Be(text);

    private static Candle[] Stored(TemporaryDirectory here, string series)
    {
        using var file = new CandleStore(here.Store).Open(SeriesName.Parse(series)!.Value);
        return file.Candles.ToArray();
    }
}

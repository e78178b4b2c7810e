using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Import;
using TradingBot.Exchanges;

namespace TradingBot.Tests.Data;

public sealed class HistoryImportTests
{
    [Fact]
    public void An_archive_file_is_stored_and_described_in_one_line()
    {
        using var here = new TemporaryDirectory();
        var result = here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 24) + Csv.Hours(30, 2)));
        result.Should().Be((0, "XBTUSD_60: 26 candles (26 added, 0 replaced), "
            + $"2017-01-01 00:00 to 2017-01-02 07:00 UTC, 1 gap (6 intervals missing), "
            + $"in {here.Store}/XBTUSD_60.candles\n", ""));
    }

    [Theory]
    [InlineData("BTC/USD")]
    [InlineData("BTCUSD")]
    [InlineData("xbtusd")]
    [InlineData("XXBTZUSD")]
    public void A_file_named_otherwise_needs_pair_and_period_and_every_name_of_the_pair_will_do(string pair)
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("prices.csv", $"{Csv.Header}\n1483232400,1,1,1,1,1\n");
        here.History("import", file, "--pair", pair, "-p", "60").ExitCode.Should().Be(0);
        here.StoredFiles().Keys.Should().Equal("XBTUSD_60.candles");
    }

    [Fact]
    public void A_file_that_adds_to_what_is_stored_is_merged_by_time_and_the_newer_candle_stays()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 10)));
        var second = here.Write("XBTUSD_60.csv", Csv.Hours(5, 3) + Csv.Hours(8, 4, price: 200) + Csv.Hours(20, 1));
        here.History("import", second).Output.Should().StartWith(
            "XBTUSD_60: 13 candles (3 added, 2 replaced, 3 unchanged), 2017-01-01 00:00 to 2017-01-01 20:00 UTC, ");
        var hours = Stored(here).Select(candle => ((candle.OpenSeconds - Csv.Epoch) / 3600, candle.Close));
        hours.Should().Equal([.. Enumerable.Range(0, 8).Select(hour => ((long)hour, 100.0)),
            (8, 200), (9, 200), (10, 200), (11, 200), (20, 100)]);
    }

    [Fact]
    public void Files_of_one_run_for_the_same_series_are_merged_in_their_order()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here["q2"]);
        var result = here.History(
            "import",
            here.Write("q2/XBTUSD_60.csv", Csv.Hours(2, 2, price: 200)),
            here.WriteZip("q1.zip", ("XBTUSD_60.csv", Csv.Hours(0, 3))));
        result.Output.Should().StartWith("XBTUSD_60: 4 candles (4 added, 1 replaced),");
        Stored(here).Select(candle => candle.Close).Should().Equal(100, 100, 100, 200);
    }

    [Fact]
    public void A_ZIP_may_have_folders_and_other_files_which_are_named()
    {
        using var here = new TemporaryDirectory();
        var archive = here.WriteZip(
            "all.zip",
            ("Kraken/Q1/XBTUSD_60.csv", Csv.Hours(0, 3)),
            ("Kraken/Q1/ETHUSD_60.csv", Csv.Hours(0, 2)),
            ("Kraken/Q1/NEWUSD_60.csv", ""),
            ("readme.txt", "hello"));
        here.History("import", archive).Output.Split('\n').Should().SatisfyRespectively(
            line => line.Should().Be($"not imported: {archive}/Kraken/Q1/NEWUSD_60.csv: empty"),
            line => line.Should().Be($"not imported: {archive}/readme.txt: not named PAIR_MINUTES.csv"),
            line => line.Should().StartWith("XBTUSD_60: 3 candles"),
            line => line.Should().StartWith("ETHUSD_60: 2 candles"),
            line => line.Should().BeEmpty());
    }

    [Fact]
    public void Of_a_ZIP_one_pair_can_be_chosen()
    {
        using var here = new TemporaryDirectory();
        var archive = here.WriteZip("all.zip", ("XBTUSD_60.csv", Csv.Hours(0, 3)), ("ETHUSD_60.csv", Csv.Hours(0, 2)));
        here.History("import", archive, "--pair", "BTC/USD").ExitCode.Should().Be(0);
        here.StoredFiles().Keys.Should().Equal("XBTUSD_60.candles");
        here.History("import", archive, "--pair", "ADAUSD").Should()
            .Be((2, "", $"{archive}: holds no file of ADAUSD named PAIR_MINUTES.csv\n"));
    }

    [Fact]
    public void Bad_rows_are_left_out_on_request_the_first_few_named_and_all_counted()
    {
        using var here = new TemporaryDirectory();
        var rubbish = string.Concat(Enumerable.Repeat("rubbish\n", 7));
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(0, 2) + rubbish + Csv.Hours(2, 1));
        var (exitCode, output, _) = here.History("import", file, "--skip-bad");
        exitCode.Should().Be(0);
        output.Split('\n').Should().HaveCount(9).And.StartWith(
        [
            "7 bad rows left out:",
            $"  {file}:3: time is neither unix seconds or milliseconds nor ISO 8601: 'rubbish'",
        ]).And.Contain("  and 2 more").And.Contain(line => line.StartsWith("XBTUSD_60: 3 candles"));
    }

    [Fact]
    public void An_import_that_is_interrupted_leaves_the_store_as_it_was()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 3)));
        var before = here.StoredFiles();
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(0, 50_000));
        here.History(new CancellationToken(canceled: true), "import", file).Should().Be((130, "", "interrupted; nothing was imported\n"));
        here.StoredFiles().Should().Equal(before);

        using var stop = new CancellationTokenSource();
        using var plan = new ImportPlan([file], Venues.Default, pair: null, period: null);
        var importer = new Importer(new CandleStore(here.Store), skip: null, now: uint.MaxValue, new StopWhenHalfDone(stop), stop.Token);
        importer.Invoking(it => it.Run(plan)).Should().Throw<OperationCanceledException>();
        here.StoredFiles().Should().Equal(before);
    }

    [Fact]
    public void Candles_are_not_merged_with_a_damaged_file()
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(0, 3));
        here.History("import", file);
        using (var stored = new FileStream(here["store/XBTUSD_60.candles"], FileMode.Open))
            stored.SetLength(100);
        var before = here.StoredFiles();
        var (exitCode, _, errors) = here.History("import", file);
        exitCode.Should().Be(1);
        errors.Should().Match($"{here.Store}/XBTUSD_60.candles is damaged (100 bytes for 3 candles): delete it *\n");
        here.StoredFiles().Should().Equal(before);
    }

    private static Candle[] Stored(TemporaryDirectory here)
    {
        using var file = new CandleStore(here.Store).Open(SeriesName.Parse("XBTUSD_60")!.Value);
        return file.Candles.ToArray();
    }

    private sealed class StopWhenHalfDone(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.5)
                stop.Cancel();
        }
    }
}

using System.Runtime.InteropServices;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data;

/// <summary>A coin or a pair that was stored under another name goes on under its new one.</summary>
public sealed class HistoryJoinTests
{
    [Fact]
    public void A_coin_that_was_renamed_can_be_joined()
    {
        using var here = new TemporaryDirectory();
        here.History(
            "import",
            here.Write("MATICUSD_60.csv", Csv.Hours(0, 10)),
            here.Write("POLUSD_60.csv", Csv.Hours(8, 10, price: 200)));
        var before = Stored(here, "MATICUSD_60");
        here.History("join", "MATIC/USD_60", "POL-USD").Should().Be(
            (0, "POLUSD_60: 8 candles of MATICUSD_60 put before it, 18 in all; MATICUSD_60 is unchanged\n", ""));
        Stored(here, "POLUSD_60").Select(candle => candle.Close)
            .Should().Equal([.. Enumerable.Repeat(100.0, 8), .. Enumerable.Repeat(200.0, 10)]);
        Stored(here, "MATICUSD_60").Should().Equal(before);
        here.History("join", "POLUSD_60", "POLUSD_60").ExitCode.Should().Be(2);
    }

    [Fact]
    public void Nothing_to_put_before_a_series_is_a_failure_that_changes_nothing()
    {
        using var here = new TemporaryDirectory();
        here.History(
            "import",
            here.Write("MATICUSD_60.csv", Csv.Hours(20, 10)),
            here.Write("POLUSD_60.csv", Csv.Hours(8, 10)));
        var before = here.StoredFiles();
        here.History("join", "MATICUSD_60", "POLUSD_60").Should().Be(
            (1, "", "MATICUSD_60: has no candle before the first of POLUSD_60 (2017-01-01 08:00); "
                + "were the two swapped? Nothing is changed\n"));
        here.StoredFiles().Should().Equal(before);
    }

    [Theory]
    [InlineData(11, "1 interval (1 h)")]
    [InlineData(58, "48 intervals (2 d)")]
    public void A_gap_between_the_two_is_told(int first, string gap)
    {
        using var here = new TemporaryDirectory();
        here.History(
            "import",
            here.Write("MATICUSD_60.csv", Csv.Hours(0, 10)),
            here.Write("POLUSD_60.csv", Csv.Hours(first, 10)));
        here.History("join", "MATICUSD_60", "POLUSD_60").Should().Be(
            (0, "POLUSD_60: 10 candles of MATICUSD_60 put before it, 20 in all; MATICUSD_60 is unchanged\n"
                + $"between the two there is a gap of {gap} from 2017-01-01 10:00\n", ""));
    }

    [Fact]
    public void What_an_earlier_version_stored_under_another_name_of_the_pair_is_found_and_merged()
    {
        using var here = new TemporaryDirectory();
        StoreUnderOldName(here, Csv.Hours(0, 3));
        here.History("verify", "XRP/USD").Output.Should().StartWith("XRPUSD_60: 3 candles");
        here.History("import", here.Write("XRPUSD_60.csv", Csv.Hours(3, 2))).Output.Should().StartWith(
            "XRPUSD_60: 5 candles (2 added, 0 replaced)");
        here.StoredFiles().Keys.Should().Equal("XRPUSD_60.candles");
    }

    [Theory]
    [InlineData("remove", "XRPUSD_60", "-e", "2017-01-01T04:00")]
    [InlineData("join", "ADAUSD_60", "XRPUSD_60")]
    public void A_change_of_what_an_earlier_version_stored_leaves_one_file_of_it(params string[] change)
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("ADAUSD_60.csv", Csv.Hours(0, 3)));
        StoreUnderOldName(here, Csv.Hours(3, 3));
        here.History(change).Errors.Should().BeEmpty();
        here.StoredFiles().Keys.Should().Equal("ADAUSD_60.candles", "XRPUSD_60.candles");
    }

    /// <summary>As an earlier version stored it, which did not know the name for a pair's.</summary>
    private static void StoreUnderOldName(TemporaryDirectory here, string csv)
    {
        here.History("import", here.Write("XRPUSD_60.csv", csv));
        var path = here["store/XRPUSD_60.candles"];
        var content = File.ReadAllBytes(path);
        var header = new CandleFileHeader(
            SeriesName.Parse("XRPUSD_60")!.Value, "XXRPZUSD", 3, 48, BitConverter.ToUInt32(content, 52));
        File.WriteAllBytes(
            here["store/XXRPZUSD_60.candles"],
            [.. MemoryMarshal.AsBytes(new ReadOnlySpan<CandleFileHeader>(in header)), .. content[64..]]);
        File.Delete(path);
    }

    private static Candle[] Stored(TemporaryDirectory here, string series)
    {
        using var file = new CandleStore(here.Store).Open(SeriesName.Parse(series)!.Value);
        return file.Candles.ToArray();
    }
}

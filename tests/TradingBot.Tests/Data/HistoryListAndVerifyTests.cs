using System.Runtime.InteropServices;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data;

public sealed class HistoryListAndVerifyTests
{
    private static readonly SeriesName Hourly = SeriesName.Parse("XBTUSD_60")!.Value;

    [Fact]
    public void An_empty_store_says_how_to_fill_it()
    {
        using var here = new TemporaryDirectory();
        var hint = $"no candles in {here.Store}; add some with: history import FILE…\n";
        here.History("list").Should().Be((0, hint, ""));
        here.History("verify").Should().Be((1, "", hint));
    }

    [Fact]
    public void The_list_shows_what_is_stored()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 24) + Csv.Hours(30, 22_000)));
        here.History("list").Should().Be((0, $"""
            pair    minutes        rows  first (UTC)       last (UTC)           gaps   missing       size
            XBTUSD       60      22,024  2017-01-01 00:00  2019-07-07 21:00        1         6    1.0 MiB
            in {here.Store}

            """, ""));
    }

    [Theory]
    [InlineData(1, "  0.1 KiB")]
    [InlineData(24, "  1.2 KiB")]
    [InlineData(21_800, "1,022 KiB")]
    public void A_small_series_is_measured_in_KiB(int hours, string size)
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, hours)));
        here.History("list").Output.Split('\n')[1].Should().EndWith("0  " + size);
    }

    [Fact]
    public void A_damaged_file_is_named_by_list_and_verify_and_makes_them_fail()
    {
        using var here = new TemporaryDirectory();
        var ether = here.Write("ETHUSD_60.csv", Csv.Hours(0, 3));
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 3)), ether);
        using (var file = new FileStream(here["store/XBTUSD_60.candles"], FileMode.Open))
        {
            file.Position = 100;
            file.WriteByte(1);
        }

        var reason = $"{here.Store}/XBTUSD_60.candles is damaged (data checksum): "
            + "delete it and import its candles again\n";
        here.History("list").Should().Match<(int ExitCode, string Output, string)>(result =>
            result.ExitCode == 1
            && result.Output.EndsWith(reason)
            && result.Output.Contains("ETHUSD       60           3"));
        here.History("verify").Should().Match<(int ExitCode, string Output, string)>(result =>
            result.ExitCode == 1 && result.Output.EndsWith("XBTUSD_60: " + reason) && result.Output.Contains("prices OK"));
        here.History("verify", "ETHUSD").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Gaps_are_listed_with_their_length_and_are_no_damage()
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 2) + Csv.Hours(3, 1) + Csv.Hours(60, 1)));
        var (exitCode, output, _) = here.History("verify", "BTC/USD");
        exitCode.Should().Be(0);
        output.Should().Match("""
            XBTUSD_60: 4 candles, 2017-01-01 00:00 to 2017-01-03 12:00 UTC, checksum ???????? OK, order, alignment *
              2 gaps (57 intervals missing)
              2017-01-01 02:00        1 interval  1 h
              2017-01-01 04:00      56 intervals  2 d 8 h

            """);
    }

    [Fact]
    public void Of_many_gaps_the_longest_are_listed_unless_all_are_wanted()
    {
        using var here = new TemporaryDirectory();
        // gaps of 1, 2, 3 … hours
        var hours = string.Concat(Enumerable.Range(0, 30).Select(i => Csv.Hours(i * (i + 3) / 2, 1)));
        here.History("import", here.Write("XBTUSD_60.csv", hours));
        here.History("verify").Output.Split('\n').Should().HaveCount(23)
            .And.Contain("  29 gaps (435 intervals missing); the 20 longest:")
            .And.NotContain(line => line.Contains(" 9 intervals"));
        here.History("verify", "--all").Output.Split('\n').Should().HaveCount(32)
            .And.Contain(line => line.Contains(" 9 intervals"));
    }

    [Theory]
    [InlineData("ETHUSD")]
    [InlineData("XBTUSD_1440")]
    [InlineData("?")]
    public void A_series_that_is_not_stored_cannot_be_verified(string name)
    {
        using var here = new TemporaryDirectory();
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 2)));
        here.History("verify", name).Should().Be((2, "", $"{name}: not stored in {here.Store}, which has XBTUSD_60\n"));
    }

    [Fact]
    public void Candles_that_another_program_stored_wrongly_are_found()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        WriteUnchecked(
            here["store/XBTUSD_60.candles"], Good(0), Good(7200), Good(3600), Good(3600), Good(7201), High(10_800));
        var (exitCode, output, _) = here.History("verify");
        exitCode.Should().Be(1);
        output.Split('\n')[..5].Should().SatisfyRespectively(
            line => line.Should().EndWith("OK, but its candles are wrong"),
            line => line.Should().Be("  times before the one above: 1, the first at 2017-01-01 01:00"),
            line => line.Should().Be("  times that appear twice: 1, the first at 2017-01-01 01:00"),
            line => line.Should().Be("  times that are not a multiple of 60 minutes: 1, the first at 2017-01-01 02:00"),
            line => line.Should().Be(
                "  inconsistent prices: 1, the first at 2017-01-01 03:00: high 3 is below open 4 or close 5"));
    }

    private static Candle Good(long time) => new(Csv.Epoch + time, 4, 6, 3, 5, 1, 1);

    private static Candle High(long time) => new(Csv.Epoch + time, 4, 3, 3, 5, 1, 1);

    private static void WriteUnchecked(string path, params Candle[] candles)
    {
        var data = MemoryMarshal.AsBytes(candles.AsSpan());
        var header = new CandleFileHeader(
            Hourly, "XBTUSD", candles.Length, 48, Crc32C.Append(0, data), CandleFileHeader.VersionWithoutBlocks);
        File.WriteAllBytes(path, [.. MemoryMarshal.AsBytes(new ReadOnlySpan<CandleFileHeader>(in header)), .. data]);
    }
}

using TradingBot.Data.Candles;

namespace TradingBot.Tests.Data;

public sealed class KrakenArchiveTests
{
    [SharedDataFact(SharedData.KrakenArchive)]
    public void Krakens_own_archive_is_stored_row_by_row_with_the_gaps_it_has()
    {
        using var here = new TemporaryDirectory();
        here.History("import", SharedData.PathOf(SharedData.KrakenArchive)).ExitCode.Should().Be(0);

        var hourly = Describe(here, "XBTUSD_60");
        hourly.Should().Be((70_253, "2013-10-06 21:00", "2023-01-07 09:00", new GapScan(3254, 10_856), 56));
        var daily = Describe(here, "XBTUSD_1440");
        daily.Should().Be((4548, "2013-10-06 00:00", "2026-03-31 00:00", new GapScan(11, 12), 2));
        here.History("verify").ExitCode.Should().Be(0);
    }

    [SharedDataFact(SharedData.KrakenArchive)]
    public void To_import_the_archive_again_changes_nothing()
    {
        using var here = new TemporaryDirectory();
        var archive = SharedData.PathOf(SharedData.KrakenArchive);
        here.History("import", archive);
        var before = here.StoredFiles();
        here.History("import", archive).Output.Should()
            .Contain("70,253 candles (0 added, 0 replaced, 70,253 as they were)");
        here.StoredFiles().Should().Equal(before);
    }

    private static (int Rows, string First, string Last, GapScan Gaps, long LongestGap) Describe(
        TemporaryDirectory here, string series)
    {
        var name = SeriesName.Parse(series)!.Value;
        using var file = new CandleStore(here.Store).Open(name);
        return (
            file.Count,
            CandleFormat.Time(file.FirstOpenSeconds),
            CandleFormat.Time(file.LastOpenSeconds),
            GapScan.Of(file.Candles, name.Timeframe),
            GapScan.List(file.Candles, name.Timeframe).Max(gap => gap.Intervals));
    }
}

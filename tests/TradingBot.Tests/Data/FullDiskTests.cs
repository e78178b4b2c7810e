namespace TradingBot.Tests.Data;

public sealed class FullDiskTests
{
    [SmallDiskFact]
    public void A_disk_that_fills_up_while_rows_are_read_leaves_the_store_as_it_was() => FillsUp(secondRows: 40_000);

    [SmallDiskFact]
    public void A_disk_that_fills_up_while_candles_are_merged_leaves_the_store_too() => FillsUp(secondRows: 12_000);

    // 1 MiB is 21,845 candles: 8,000 stored and 12,000 new ones fit, their merged file does not.
    private static void FillsUp(int secondRows)
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "1m");
        here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 8000))).ExitCode.Should().Be(0);
        var before = here.StoredFiles();

        var result = here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, secondRows, price: 200)));

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Be($"{here.Store}/XBTUSD_60.candles: cannot be written: the disk is full\n");
        here.StoredFiles().Should().Equal(before, "the old candles are there and no temporary file");
        here.History("verify").Output.Should().Contain("8,000 candles").And.Contain("checksum");
    }
}

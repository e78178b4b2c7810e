using TradingBot.Diagnosis;
using TradingBot.Tests.Data;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Diagnosis;

public class DiskChecksTests
{
    [Fact]
    public async Task A_directory_that_is_not_there_yet_can_be_made_and_is_not_made()
    {
        using var here = new TemporaryDirectory();

        var lines = await LinesAsync(new DiskChecks(here["bots"], candles: null, database: null, TimeProvider.System));

        lines.Should().Contain($"ok    storage           {here["bots"]} can be created").And.Contain("ok    database          no bot yet");
        Directory.EnumerateFileSystemEntries(here.Path).Should().BeEmpty("a doctor leaves nothing behind");
    }

    [Fact]
    public async Task Fifty_writes_are_measured()
    {
        using var here = new TemporaryDirectory();

        var lines = await LinesAsync(new DiskChecks(here.Path, here.Path, database: null, TimeProvider.System));

        lines.Should().ContainSingle(line => line.Contains("fsync"))
            .Which.Should().MatchRegex(@"p50 \d+\.\d ms, p99 \d+\.\d ms of 50 writes");
        lines.Should().Contain($"ok    candles           {here.Path} can be written");
    }

    [Fact]
    public async Task A_whole_database_is_shown_with_its_version()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();

        var lines = await LinesAsync(new DiskChecks(bot.Here.Path, candles: null, database: null, TimeProvider.System));

        lines.Should().ContainMatch($"ok    database          {bot.Path}: whole, version * of *, 0 MB");
    }

    [Theory]
    [InlineData("", "damaged (the file is empty)")]
    [InlineData("this is not a database, whatever its name says", "damaged (file is not a database)")]
    public async Task A_damaged_database_is_a_failure_and_the_others_are_still_looked_at(string content, string words)
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();
        bot.Here.Write("a.db", content);

        var lines = await LinesAsync(new DiskChecks(bot.Here.Path, candles: null, database: null, TimeProvider.System));

        lines.Should().ContainSingle(line => line.StartsWith("FAIL", StringComparison.Ordinal))
            .Which.Should().StartWith($"FAIL  database          {bot.Here["a.db"]}: {words}");
        lines.Should().ContainSingle(line => line.StartsWith("ok    database", StringComparison.Ordinal));
    }

    [SmallDiskFact]
    public async Task A_directory_that_cannot_be_written_is_a_failure()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "1m");
        disk!.MakeReadOnly().Should().BeTrue();

        var lines = await LinesAsync(new DiskChecks(here.Store, candles: null, database: null, TimeProvider.System));

        lines.Should().ContainMatch($"FAIL  storage           {here.Store} cannot be written: *; give this user write permission");
        lines.Should().ContainMatch("FAIL  fsync             nothing can be written: *; see storage");
    }

    [SmallDiskFact]
    public async Task A_small_disk_is_a_failure()
    {
        using var here = new TemporaryDirectory();
        Directory.CreateDirectory(here.Store);
        using var disk = SmallDisk.TryMount(here.Store, "8m");

        var lines = await LinesAsync(new DiskChecks(here.Store, candles: null, database: null, TimeProvider.System));

        lines.Should().Contain("FAIL  disk space        8 MB free; free some space: no order can be sent without it");
    }

    private static async Task<List<string>> LinesAsync(DiskChecks checks)
    {
        var lines = new List<string>();
        foreach (var check in checks.All())
            lines.AddRange((await check.Run(CancellationToken.None)).Select(finding => finding.ToString()));
        return lines;
    }
}

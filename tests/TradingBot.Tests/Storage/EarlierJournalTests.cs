using System.IO.Compression;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Storage;

/// <summary>
/// Journals of sessions on the offline Kraken, written by the program of 29 November 2026 (b004341): what a later one
/// makes of the same events must be the same, word for word.
/// </summary>
public sealed class EarlierJournalTests
{
    [Theory]
    [InlineData("live-limit", "identical: 2 sessions, 5428 events, 122 decisions\n")]
    [InlineData("paper-shorts", "identical: 1 session, 4892 events, 9 decisions\n")]
    public void A_journal_of_an_earlier_program_is_replayed(string name, string expected)
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, name + ".db");
        using (var stored = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden/journals", name + ".db.gz")))
        using (var database = new GZipStream(stored, CompressionMode.Decompress))
        using (var file = File.Create(path))
            database.CopyTo(file);

        Shell.Run(["replay", path]).Output.Should().Be(expected);
    }
}

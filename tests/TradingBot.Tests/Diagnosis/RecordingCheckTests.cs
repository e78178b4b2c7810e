using TradingBot.Diagnosis;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Diagnosis;

public class RecordingCheckTests
{
    [Fact]
    public async Task Where_there_is_no_recording_nothing_is_said()
    {
        using var here = new TemporaryDirectory();

        (await RunAsync(here["recording"])).Should().BeEmpty();
    }

    [Fact]
    public void The_growth_of_each_pair_and_the_room_that_is_left_are_said() =>
        RecordingCheck.Judge(
                new Dictionary<string, long> { ["kraken:ETHUSD"] = 4_000_000, ["kraken:XBTUSD"] = 6_000_000 },
                free: 200_000_000)
            .ToString().Should().Be(
                "ok    recording         10.0 MB a day (kraken:XBTUSD 6.0 MB, kraken:ETHUSD 4.0 MB), room for 20 days");

    [Fact]
    public void Room_for_less_than_two_weeks_is_a_warning() =>
        RecordingCheck.Judge(new Dictionary<string, long> { ["kraken:XBTUSD"] = 10_000_000 }, free: 139_000_000)
            .Grade.Should().Be(Grade.Warn);

    [Fact]
    public async Task A_damaged_manifest_is_a_failure()
    {
        using var hours = new SealedHours();
        hours.Say("trades XBTUSD Stream|1 5 b 1.5 2");
        hours.Seal();
        (await RunAsync(hours.Folder.Root)).Single().Figure.Should().Contain("MB a day (test:XBTUSD");
        File.AppendAllText(hours.Folder.Manifest, "{}\n");

        (await RunAsync(hours.Folder.Root)).Single().Grade.Should().Be(Grade.Fail);
    }

    private static Task<IReadOnlyList<Finding>> RunAsync(string directory) =>
        RecordingCheck.Create(new(directory)).Run(CancellationToken.None);
}

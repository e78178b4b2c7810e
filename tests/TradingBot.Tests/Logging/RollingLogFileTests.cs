using System.Globalization;
using Serilog.Events;
using TradingBot.Logging;

namespace TradingBot.Tests.Logging;

public sealed class RollingLogFileTests : IDisposable
{
    private const string Line = "2018-04-17 14:42:55,432:INFO: twelve bytes\n";

    private readonly TemporaryDirectory _here = new();
    private int _letters;

    [Theory]
    [InlineData("Localbot", 320)]
    [InlineData("Itchbot", 538)]
    public void A_bots_number_is_the_originals(string name, int number) => BotId.Of(name).Should().Be(number);

    [Fact]
    public void A_file_is_named_as_in_the_original_but_for_the_colon() =>
        new LogFileName("Localbot", most => "umpmen"[_letters++] - 'a').At(LogEvents.Time.UtcDateTime)
            .Should().Be("320-Localbot_2018-04-17_14_umpmen.log");

    [Fact]
    public void A_name_that_is_a_path_stays_in_the_directory() =>
        new LogFileName("../../etc/x", _ => 0).At(LogEvents.Time.UtcDateTime).Should().MatchRegex(@"^\d+-\.\.-\.\.-etc-x_");

    [Fact]
    public void The_next_file_begins_when_one_is_full_and_the_oldest_go()
    {
        using (var file = Open(new LogSettings { MaxBytes = 2 * Line.Length, MaxFiles = 3 }))
        {
            for (var i = 0; i < 9; i++)
                file.Emit(LogEvents.Of(LogEventLevel.Information, "twelve bytes"));
        }

        Files().Select(File.ReadAllText).Should().Equal(Line + Line, Line + Line, Line);
    }

    [Fact]
    public void The_next_file_begins_at_midnight()
    {
        using (var file = Open(new LogSettings()))
        {
            file.Emit(LogEvents.Of(LogEventLevel.Information, "today"));
            file.Emit(LogEvents.At(LogEvents.Time.AddHours(12), LogEventLevel.Information, null, "tomorrow"));
        }

        Files().Select(File.ReadAllText).Should().Equal(
            "2018-04-17 14:42:55,432:INFO: today\n", "2018-04-18 02:42:55,432:INFO: tomorrow\n");
        Path.GetFileName(Files()[1]).Should().StartWith("320-Localbot_2018-04-18_02_");
    }

    [Fact]
    public void Files_of_earlier_processes_count_and_those_of_others_are_left_alone()
    {
        var old = Enumerable.Range(0, 5).Select(day => Old($"320-Localbot_2018-04-1{day}_00_aaaaaa.log", day)).ToList();
        var others = new[] { Old("320-Localbot_2_2018-04-10_00_aaaaaa.log", 0), Old("320-Localbot_notes.txt", 0), Old("1-other.log", 0) };

        Open(new LogSettings { MaxFiles = 3 }).Dispose();

        Files().Should().HaveCount(3 + others.Length).And.Contain(others).And.Contain(old[3..]);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_known_at_once() =>
        this.Invoking(test => new RollingLogFile(
                test._here.Write("file", "") + "/logs", new LogFileName("Localbot", _ => 0), new LogFormatter(), new LogSettings(), default))
            .Should().Throw<IOException>();

    public void Dispose() => _here.Dispose();

    private RollingLogFile Open(LogSettings settings) => new(
        _here["logs"],
        new LogFileName("Localbot", _ => _letters++ / 6 % 26),
        new LogFormatter(),
        settings,
        LogEvents.Time.UtcDateTime);

    private string Old(string name, int day)
    {
        Directory.CreateDirectory(_here["logs"]);
        var file = _here.Write($"logs/{name}", "");
        File.SetLastWriteTimeUtc(file, DateTime.Parse($"2018-04-1{day}", CultureInfo.InvariantCulture));
        return file;
    }

    private List<string> Files() => [.. Directory.GetFiles(_here["logs"]).Order(StringComparer.Ordinal)];
}

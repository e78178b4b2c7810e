using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();
    private readonly RecordingFolder _folder;

    public ManifestTests() => _folder = new RecordingFolder(_here.Path);

    [Fact]
    public void Each_line_has_the_hash_of_the_one_before()
    {
        Manifest.Read(_folder).Append([Line(0), Line(1)]);
        Manifest.Read(_folder).Append([Line(2)]);

        var lines = File.ReadAllLines(_folder.Manifest);
        const string first =
            """{"path":"exchange=test/pair=XBTUSD/kind=trades/date=2026-11-30/00.parquet","sha256":"ab",""" + """
                "bytes":10,"rows":3,"lastSequence":5,"version":1,"previous":""
                """;
        lines[0].Should().Be($"{first},\"check\":\"{HashOf(first)}\"}}");
        for (var i = 1; i < 3; i++)
            lines[i].Should().Contain($"\"previous\":\"{HashOf(lines[i - 1])}\",\"check\":");
        Manifest.Read(_folder).Segments.Select(segment => segment.Name.Hour.HourOfDay).Should().Equal("00", "01", "02");
    }

    [Theory]
    [InlineData("\"rows\":3", "\"rows\":4", "line 1 was changed")]
    [InlineData("\"check\":\"", "\"check\":\"0", "line 1 was changed")]
    [InlineData("\"check\"", "\"cheek\"", "line 2 does not follow line 1: one of them was changed")]
    [InlineData("\"bytes\"", "bytes", "line 1 is not understood")]
    public void A_line_that_was_changed_is_found_out(string old, string changed, string message)
    {
        Manifest.Read(_folder).Append([Line(0), Line(1)]);
        var lines = File.ReadAllLines(_folder.Manifest);
        File.WriteAllText(_folder.Manifest, $"{lines[0].Replace(old, changed)}\n{lines[1]}\n");

        FluentActions.Invoking(() => Manifest.Read(_folder)).Should().Throw<RecordingException>()
            .WithMessage($"{_folder.Manifest}: {message}");
    }

    [Theory]
    [InlineData("\"rows\":3", "\"rows\":4")]
    [InlineData("\"sha256\":\"ab\"", "\"sha256\":\"ac\"")]
    [InlineData("\"previous\":", "\"later\":7,\"previous\":")]
    [InlineData("}", ",\"rows\":4}")]
    public void The_last_line_is_found_out_too_though_none_follows_it(string old, string changed)
    {
        Manifest.Read(_folder).Append([Line(0), Line(1)]);
        var lines = File.ReadAllLines(_folder.Manifest);
        File.WriteAllText(_folder.Manifest, $"{lines[0]}\n{lines[1].Replace(old, changed)}\n");

        FluentActions.Invoking(() => Manifest.Read(_folder)).Should().Throw<RecordingException>()
            .WithMessage($"{_folder.Manifest}: line 2 was changed");
    }

    [Fact]
    public void Lines_of_earlier_versions_have_no_check_and_are_read_and_followed_all_the_same()
    {
        var first = Earlier(0, "");
        var second = Earlier(1, HashOf(first));
        File.WriteAllText(_folder.Manifest, $"{first}\n{second}\n");

        Manifest.Read(_folder).Append([Line(2)]);

        Manifest.Read(_folder).Lines.Select(line => line.Check is null).Should().Equal(true, true, false);
        File.WriteAllText(
            _folder.Manifest,
            File.ReadAllText(_folder.Manifest).Replace(first, first.Replace("\"rows\":3", "\"rows\":4")));
        FluentActions.Invoking(() => Manifest.Read(_folder)).Should().Throw<RecordingException>()
            .WithMessage("*line 2 does not follow line 1*");

        static string Earlier(int hour, string previous) =>
            $$"""{"path":"{{Line(hour).Path}}","sha256":"ab","rows":3,"version":1,"previous":"{{previous}}"}""";
    }

    [Fact]
    public void A_line_may_have_more_than_this_program_knows()
    {
        var open = $$"""{"path":"{{Line(0).Path}}","version":2,"colour":"red","previous":"" """.TrimEnd();
        File.WriteAllText(_folder.Manifest, $"{open},\"check\":\"{HashOf(open)}\"}}\n");

        Manifest.Read(_folder).Lines.Should().ContainSingle().Which.Version.Should().Be(2);
    }

    [Fact]
    public void A_path_that_is_no_segment_s_is_refused()
    {
        var path = Line(0).Path.Replace("kind=trades", "kind=trades/..");
        var open = $$"""{"path":"{{path}}","previous":"" """.TrimEnd();
        File.WriteAllText(_folder.Manifest, $"{open}}}\n");

        FluentActions.Invoking(() => Manifest.Read(_folder)).Should().Throw<RecordingException>()
            .WithMessage($"{_folder.Manifest}: line 1: '{path}' is not a segment's path");
    }

    [LinuxFact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", [_folder.Manifest]))
            made.WaitForExit();

        FluentActions.Invoking(() => Manifest.Read(_folder)).Should().Throw<RecordingException>()
            .WithMessage($"{_folder.Manifest}: cannot be read: it is a pipe, not a file");
    }

    [Fact]
    public void A_line_that_was_taken_out_is_found_out()
    {
        Manifest.Read(_folder).Append([Line(0), Line(1), Line(2)]);
        var lines = File.ReadAllLines(_folder.Manifest);
        File.WriteAllText(_folder.Manifest, $"{lines[0]}\n{lines[2]}\n");

        FluentActions.Invoking(() => Manifest.Read(_folder)).Should().Throw<RecordingException>()
            .WithMessage("*line 2 does not follow line 1*");
    }

    [Fact]
    public void After_a_kill_at_any_byte_whole_lines_count_and_the_next_ones_follow_them()
    {
        Manifest.Read(_folder).Append([Line(0), Line(1)]);
        var all = File.ReadAllBytes(_folder.Manifest);
        var first = Array.IndexOf(all, (byte)'\n') + 1;
        for (var length = 0; length < all.Length; length++)
        {
            File.WriteAllBytes(_folder.Manifest, all[..length]);

            var manifest = Manifest.Read(_folder);
            var whole = length < first ? 0 : 1;
            manifest.Lines.Should().HaveCount(whole);
            manifest.TornBytes.Should().Be(length - whole * first);
            manifest.Append([Line(7)]);

            Manifest.Read(_folder).Segments.Select(segment => segment.Name.Hour.HourOfDay)
                .Should().Equal(whole == 0 ? ["07"] : ["00", "07"]);
        }
    }

    [Fact]
    public void A_later_line_of_a_segment_takes_the_place_of_the_earlier_and_a_removed_one_is_gone()
    {
        var manifest = Manifest.Read(_folder);
        var removed = new ManifestLine { Path = Line(1).Path, IsRemoved = true, Previous = "" };
        manifest.Append([Line(0), Line(1), Line(0) with { Rows = 9 }, removed]);

        foreach (var found in new[] { manifest, Manifest.Read(_folder) })
        {
            found.Segments.Should().ContainSingle().Which.Line.Rows.Should().Be(9);
            found.LastSequence.Should().Be(5);
        }
    }

    public void Dispose() => _here.Dispose();

    private static ManifestLine Line(int hour) => new()
    {
        Path = new SegmentName(
            "test", "XBTUSD", SegmentKind.Trades, new(RecordingHour.Parse("2026-11-30T00")!.Value.Number + hour)).Path,
        Sha256 = "ab",
        Bytes = 10,
        Rows = 3,
        LastSequence = 5,
        Version = 1,
        Previous = "",
    };

    private static string HashOf(string line) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line)));
}

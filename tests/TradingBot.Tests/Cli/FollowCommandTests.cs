using TradingBot.Configuration;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Input;
using TradingBot.Tests.Data.Followers;

namespace TradingBot.Tests.Cli;

public sealed class FollowCommandTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();
    private readonly SampleRecording _sample = new(hours: 1);

    [Fact]
    public void A_recording_is_brought_to_files_and_once_more_adds_nothing()
    {
        var first = Run("--to", $"csv:{_here["out"]}", "--once");
        var second = Run("--to", $"csv:{_here["out"]}", "--once", "-c", "test:XBT/USD");

        first.Should().Be(new Shell.Outcome(0, $"csv:{_here["out"]}: 44 new rows of 3 segments\n", ""));
        second.Should().Be(new Shell.Outcome(0, $"csv:{_here["out"]}: 0 new rows of 0 segments\n", ""));
        File.Exists(_here["out/minutes_test-XBTUSD_2026-11-20.csv"]).Should().BeTrue();
    }

    [Theory]
    [InlineData("oracle://scott:tiger@host/db")]
    [InlineData("tiger")]
    [InlineData("")]
    [InlineData("postgresql://scott:tiger@host/")]
    [InlineData("postgresql://scott:tiger@host/db?sslmode=tigerish")]
    [InlineData("postgresql://scott:tiger@host:x/db")]
    [InlineData("postgresql://scott:a/tiger@host/db")]
    [InlineData("postgresql://scott:5432/tiger@host/db")]
    [InlineData("postgresql://scott:tiger@host/db?colour=red")]
    [InlineData("mongodb://scott:tiger@host")]
    [InlineData("mongodb://scott:tiger@host:port:port/db")]
    [InlineData("csv:")]
    [InlineData("ticker:x?every=tiger")]
    [InlineData("ticker:?every=10s")]
    public void A_store_that_is_none_is_one_line_without_the_password(string to)
    {
        var run = Run("--to", to, "--once");

        run.ExitCode.Should().Be(ExitCode.WrongInput);
        run.Errors.Should().StartWith("--to: ").And.NotContain("tiger@").And.NotContain("tiger\n");
        run.Errors.TrimEnd('\n').Should().NotContain("\n");
    }

    [Theory]
    [InlineData("missing", "missing: is not there")]
    [InlineData("", ": is not a recording; it has no manifest.jsonl")]
    public void A_directory_that_is_no_recording_is_one_line(string name, string expected)
    {
        var run = Shell.Run(["follow", Path.Combine(_here.Path, name), "--to", "csv:x", "--once"]);

        run.Should().Be(new Shell.Outcome(
            ExitCode.WrongInput, "", $"{_here.Path}{(name.Length > 0 ? "/" : "")}{expected}\n"));
    }

    [Fact]
    public void A_pair_that_is_not_recorded_is_one_line_with_those_that_are() =>
        Run("--to", $"csv:{_here["out"]}", "--once", "-c", "XBTUSD,LTCUSD").Should().Be(new Shell.Outcome(
            ExitCode.WrongInput, "", "--currency: 'LTCUSD' is not in the recording, which has test:XBTUSD\n"));

    [Fact]
    public void A_segment_that_cannot_be_read_fails_it_and_the_others_are_there()
    {
        var minutes = _sample.Folder.In(_sample.Hours.Name(SegmentKind.Minutes).Path);
        File.WriteAllText(minutes, "damaged");

        var run = Run("--to", $"csv:{_here["out"]}", "--once");

        run.ExitCode.Should().Be(ExitCode.Failed);
        run.Errors.Should().EndWith("is not the file that was sealed (hash)\n");
        run.Output.Should().Contain("of 2 segments");
    }

    [Fact]
    public void A_ticker_has_a_line_every_ten_seconds_unless_told_otherwise()
    {
        Run("--to", $"ticker:{_here["out"]}", "--once").ExitCode.Should().Be(0);
        Run("--to", $"ticker:{_here["out"]}?every=30s", "--once").ExitCode.Should().Be(0);

        Lines("10s").Should().HaveCount(359);
        Lines("30s").Should().HaveCount(119);

        string[] Lines(string every) => File.ReadAllLines(_here[$"out/ticker-{every}_test-XBTUSD_2026-11-20.json"]);
    }

    [Fact]
    public void Ctrl_C_ends_it_at_once()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Run(stop.Token, "--to", "postgresql://nobody@127.0.0.1:1/none", "--once").Should().Be(
            new Shell.Outcome(ExitCode.Interrupted, "", "interrupted\n"));
        Run(stop.Token, "--to", $"csv:{_here["out"]}").ExitCode.Should().Be(ExitCode.Success);
    }

    /// <summary>The password is in no line, whatever goes wrong with it.</summary>
    [MongoFact]
    public void A_password_may_come_from_the_environment()
    {
        using var server = new MongoServer();
        var places = new ConfigurationPlaces(
            new Dictionary<string, string> { ["TRADINGBOT_STORE_PASSWORD"] = "hidden" }, "/nowhere", "/nowhere");
        var address = server.Address.Replace("mongodb://", "mongodb://somebody@");

        var run = Shell.Run(["follow", _sample.Folder.Root, "--to", address, "--once"], places);

        run.Should().Be(new Shell.Outcome(ExitCode.Failed, "", $"{server.Address}: user or password is refused\n"));
    }

    public void Dispose()
    {
        _sample.Dispose();
        _here.Dispose();
    }

    private Shell.Outcome Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    private Shell.Outcome Run(CancellationToken stop, params string[] arguments) =>
        Shell.Run(["follow", _sample.Folder.Root, .. arguments], stop);
}

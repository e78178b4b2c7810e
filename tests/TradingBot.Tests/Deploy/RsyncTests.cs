using System.Security.Cryptography;

namespace TradingBot.Tests.Deploy;

/// <summary>The rsync script, with a directory for a server and shell scripts for releases.</summary>
public sealed class RsyncTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();

    private string Server => _here["server"];

    private string Current => Path.GetFileName(Directory.ResolveLinkTarget(Path.Combine(Server, "current"), returnFinalTarget: true)!.FullName);

    private List<string> Restarts => File.Exists(_here["restarts"]) ? [.. File.ReadLines(_here["restarts"])] : [];

    [ToolFact("rsync", "sha256sum")]
    public void A_release_is_copied_switched_to_and_started()
    {
        const string next = "tradingbot-2-linux-x64";
        Deploy(Release("tradingbot-1-linux-x64", "good")).Should().Match<(int Code, string)>(end => end.Code == 0);
        var (exitCode, output) = Deploy(Release(next, "good"));

        exitCode.Should().Be(0, output);
        output.Should().Contain("command=/opt/tradingbot/current/TradingBot").And.EndWith($"{Server} runs {next}\n");
        Current.Should().Be(next);
        Restarts.Should().Equal("tradingbot-1-linux-x64", next);
        Directory.GetDirectories(Path.Combine(Server, "releases")).Should().HaveCount(2);
    }

    [ToolFact("rsync", "sha256sum")]
    public void A_release_that_does_not_run_there_is_taken_back()
    {
        const string next = "tradingbot-2-linux-x64";
        Deploy(Release("tradingbot-1-linux-x64", "good"));
        var (exitCode, output) = Deploy(Release(next, "bad"));

        exitCode.Should().Be(1);
        output.Should().Contain($"rsync: {next} does not run at {Server}; tradingbot-1-linux-x64 is there again");
        Current.Should().Be("tradingbot-1-linux-x64");
        Restarts.Should().Equal("tradingbot-1-linux-x64", next, "tradingbot-1-linux-x64");
    }

    [ToolTheory("rsync", "sha256sum")]
    [InlineData("/opt/trading bot")]
    [InlineData("/opt/$(reboot)")]
    [InlineData("bots")]
    public void A_target_that_a_shell_could_misread_is_refused(string target)
    {
        var (exitCode, output) = Deploy(Release("tradingbot-1-linux-x64", "good"), target);

        exitCode.Should().Be(1);
        output.Should().Contain($"TARGET: '{target}' is not allowed");
    }

    [ToolFact("rsync", "sha256sum")]
    public void What_is_not_what_was_published_is_not_sent()
    {
        var release = Release("tradingbot-1-linux-x64", "good");
        File.AppendAllText(Path.Combine(release, "tradingbot-1-linux-x64", "TradingBot"), "# changed\n");

        Deploy(release).Should().Match<(int Code, string Output)>(
            end => end.Code == 1 && end.Output.Contains("is not what deploy/publish made", StringComparison.Ordinal));
        Directory.Exists(Server).Should().BeFalse();
    }

    public void Dispose() => _here.Dispose();

    /// <summary>As deploy/publish leaves one.</summary>
    private string Release(string name, string quality)
    {
        var directory = Path.Combine(_here[$"out-{name}"], name);
        Directory.CreateDirectory(directory);
        var program = Path.Combine(directory, "TradingBot");
        Tool.WriteScript(program, $"echo {quality}\n");
        var sum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(program)));
        _here.Write($"out-{name}/SHA256SUMS", $"{sum}  {name}/TradingBot\n");
        return _here[$"out-{name}"];
    }

    private (int ExitCode, string Output) Deploy(string release, string? target = null) => Tool.Run(
        [
            ("TRADINGBOT_RESTART", $"basename $(readlink -f {Server}/current) >> {_here["restarts"]}"),
            ("TRADINGBOT_HEALTH", $"{Server}/current/TradingBot | grep -q good"),
            ("TRADINGBOT_PATIENCE", "0"),
            ("TRADINGBOT_SETTLE", "0"),
        ],
        "bash",
        Path.Combine(Repository.Root, "deploy", "rsync"),
        "--yes",
        "--from",
        release,
        target ?? Server);
}

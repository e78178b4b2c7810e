using TradingBot.Diagnosis;
using TradingBot.Input;
using TradingBot.Tests.Cli;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Diagnosis;

public class DoctorTests
{
    [Fact]
    public async Task Each_check_is_made_whatever_became_of_the_one_before()
    {
        var time = new ManualTime();
        var limit = TimeSpan.FromMinutes(15); // ends when this test says so
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var output = new StringWriter { NewLine = "\n" };
        Check[] checks =
        [
            Check.Of("first", _ => Task.FromResult(Finding.Ok("first", "well"))),
            Check.Of("second", () => throw new UserError("it is not there")),
            Check.Of("third", () => throw new InvalidOperationException("a mistake\nin two lines")),
            Check.Of("fourth", async limited =>
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None); // deaf, too
                return Finding.Ok("fourth", "never");
            }),
            Check.Of("fifth", () => [Finding.Warn("fifth", "hot", "open a window"), Finding.Ok("sixth", "well")]),
        ];

        var examining = new Doctor(limit, time).ExamineAsync(checks, output, CancellationToken.None);
        await reached.Task;
        time.Advance(limit);
        var findings = await examining;

        output.ToString().Should().Be(
            """
            ok    first             well
            FAIL  second            it is not there
            FAIL  third             InvalidOperationException: a mistake in two lines
            FAIL  fourth            no answer within 900 seconds; try again, or check the network
            warn  fifth             hot; open a window
            ok    sixth             well

            """.ReplaceLineEndings("\n"));
        findings.Should().HaveCount(6);
    }

    [Fact]
    public void Without_a_network_each_line_says_what_to_do_and_the_exit_code_is_1()
    {
        using var here = new TemporaryDirectory();

        var run = Shell.Run(
            $"doctor --at http://127.0.0.1:1 --speed 60 --key {here["none"]} --storage {here.Path} --data {here.Path} "
            + $"--slack #reporting --slack-token {here["none"]}");

        run.ExitCode.Should().Be(1);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => line[..24].Trim()).Should().Equal(
            "FAIL  Kraken REST", "FAIL  clock", "FAIL  public socket", "FAIL  private socket", "FAIL  API key",
            "ok    rate limits", "ok    storage", lines[7][..24].Trim(), "ok    candles", lines[9][..24].Trim(),
            "ok    database", lines[11][..24].Trim(), "FAIL  Slack", "ok    metrics");
        lines.Where(line => line.Contains("Kraken REST") || line.Contains("socket"))
            .Should().OnlyContain(line => line.Contains("check the network"), "refused, or on a busy machine too late");
        lines[4].Should().EndWith("no such file");
    }

    [Theory]
    [InlineData("--speed 60", "--speed: Kraken's clock cannot be sped up; use it with --at\n")]
    [InlineData("--speed 0 --at http://127.0.0.1:1", "--speed: *0* is not allowed; *\n")]
    public void A_speed_is_understood_as_by_the_bot_that_it_is_meant_for(string options, string line)
    {
        var run = Shell.Run($"doctor {options}");

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match(line);
    }

    [Theory]
    [InlineData(0.9, "ok    clock             0.9 s ahead of Kraken's")]
    [InlineData(-1.5, "warn  clock             1.5 s behind Kraken's; set it: timedatectl set-ntp true")]
    [InlineData(5.1, "FAIL  clock             5.1 s ahead of Kraken's; set it: timedatectl set-ntp true")]
    public void A_clock_that_is_off_is_a_warning_and_then_a_failure(double seconds, string line) =>
        ExchangeChecks.JudgeClock(TimeSpan.FromSeconds(seconds), "Kraken").ToString().Should().Be(line);

    [Theory]
    [InlineData(5, 19, "ok    fsync             p50 5.0 ms, p99 19.0 ms of 100 writes")]
    [InlineData(5, 40, "warn  fsync             p50 5.0 ms, p99 40.0 ms of 100 writes; each order waits for a write: use a faster disk")]
    public void A_slow_disk_is_a_warning(int most, int worst, string line)
    {
        var writes = Enumerable.Repeat(most, 98).Concat([worst, worst]).Select(ms => TimeSpan.FromMilliseconds(ms)).ToList();

        DiskChecks.JudgeFsync(writes).ToString().Should().Be(line);
    }

    [Theory]
    [InlineData(5000, Grade.Ok)]
    [InlineData(500, Grade.Warn)]
    [InlineData(50, Grade.Fail)]
    public void A_disk_that_fills_up_is_a_warning_and_then_a_failure(long megabytes, object grade) =>
        DiskChecks.JudgeSpace(megabytes * 1024 * 1024).Grade.Should().Be((Grade)grade);

    [Theory]
    [InlineData(1024, 500, "ok    memory            500 MB of 1024 MB available")]
    [InlineData(1024, 100, "warn  memory            100 MB of 1024 MB available; a bot needs 128 MB: check MemoryMax= of the unit, and what else runs here")]
    [InlineData(100, 5000, "warn  memory            100 MB of 100 MB available; a bot needs 128 MB: check MemoryMax= of the unit, and what else runs here")]
    public void Little_memory_is_a_warning_whoever_keeps_it_small(long limit, long available, string line) =>
        MemoryCheck.Judge(limit * 1024 * 1024, available * 1024 * 1024).ToString().Should().Be(line);

    [Fact]
    public async Task This_machines_memory_can_be_read()
    {
        var findings = await MemoryCheck.Create().Run(CancellationToken.None);

        findings.Single().Figure.Should().MatchRegex(@"^[1-9]\d* MB of [1-9]\d* MB available$");
    }
}

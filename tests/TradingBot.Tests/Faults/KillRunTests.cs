using TradingBot.Simulators.Kraken.State;
using Xunit.Abstractions;

namespace TradingBot.Tests.Faults;

/// <summary>
/// A few kills; five hundred: <c>dotnet run -c Release --project tests/TradingBot.Benchmarks -- kills 500</c>.
/// </summary>
public class KillRunTests(ITestOutputHelper output)
{
    [ShellFact]
    public async Task A_daemon_that_is_killed_again_and_again_agrees_with_the_exchange_in_the_end()
    {
        using var here = new TemporaryDirectory();
        var program = Path.Combine(AppContext.BaseDirectory, "TradingBot.dll");
        KillRun run = null!;
        run = new KillRun(program, here.Path, UntilEnoughWasTried(() => run.Tally));

        var wrong = await run.RunAsync(output.WriteLine);

        output.WriteLine($"{run.Tally}");
        wrong.Should().BeEmpty();
        run.Tally.WithRestingOrders.Should().BePositive();
        run.Tally.Orders.Should().BePositive();
        var written = Directory.EnumerateFiles(here.Path, "*", SearchOption.AllDirectories).ToList();
        written.Should().NotBeEmpty();
        foreach (var file in written)
            File.ReadAllText(file).Should().NotContain(OfflineKrakenOptions.DefaultSecret, file);
    }

    /// <summary>Three kills where the machine is quiet; on a loaded one more of them may hit nothing.</summary>
    private static IEnumerable<int> UntilEnoughWasTried(Func<KillTally> tally)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            if (tally() is { Kills: >= 3, AfterDecision: >= 2, WithRestingOrders: > 0 })
                yield break;
            yield return seed;
        }
    }

    [Theory]
    [InlineData(8, 4, 1)]
    [InlineData(10, 3, 1)]
    [InlineData(10, 4, 0)]
    public void Kills_that_hit_nothing_are_no_success(int afterDecision, int resting, int cancels)
    {
        static KillTally Tally(int afterDecision, int resting, int cancels) => new()
        {
            Kills = 20,
            AfterDecision = afterDecision + 9,
            WithRestingOrders = resting + 3,
            Orders = 11,
            Unknowns = 1,
            Cancels = cancels,
        };

        Tally(10, 4, 1).Missing(hasResting: true).Should().BeEmpty();
        Tally(afterDecision, resting, cancels).Missing(hasResting: true)
            .Should().OnlyContain(line => line.StartsWith("nothing was tried: ", StringComparison.Ordinal)).And.NotBeEmpty();
    }

    [Fact]
    public void One_kill_is_not_written_as_kills()
    {
        var one = new KillTally { Kills = 1, Orders = 1, Unknowns = 1, Cancels = 1 };

        one.ToString().Should()
            .Be("1 kill, 0 after a decision, 0 with resting orders; 1 order, 1 unknown, 1 cancel");
        new KillTally { Kills = 2, AfterDecision = 1 }.Missing(hasResting: false).First()
            .Should().Be("nothing was tried: 1 kill after a decision, at least 2 needed");
    }

    private sealed class ShellFactAttribute : FactAttribute
    {
        public ShellFactAttribute()
        {
            if (!File.Exists("/bin/sh"))
                Skip = "kills with SIGKILL and starts through /bin/sh, which this machine lacks";
        }
    }
}

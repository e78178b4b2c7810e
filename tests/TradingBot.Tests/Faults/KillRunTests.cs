using Xunit.Abstractions;

namespace TradingBot.Tests.Faults;

/// <summary>
/// A few kills; two hundred: <c>dotnet run -c Release --project tests/TradingBot.Benchmarks -- kills 200</c>.
/// </summary>
public class KillRunTests(ITestOutputHelper output)
{
    [ShellFact]
    public async Task A_daemon_that_is_killed_again_and_again_agrees_with_the_exchange_in_the_end()
    {
        using var here = new TemporaryDirectory();
        var program = Path.Combine(AppContext.BaseDirectory, "TradingBot.dll");
        var run = new KillRun(program, here.Path, kills: 3, seed: 4);

        var wrong = await run.RunAsync(output.WriteLine);

        run.Figures.ForEach(output.WriteLine);
        wrong.Should().BeEmpty();
        var written = Directory.EnumerateFiles(here.Path, "*", SearchOption.AllDirectories).ToList();
        written.Should().NotBeEmpty();
        foreach (var file in written)
            File.ReadAllText(file).Should().NotContain(TradingBot.KrakenSimulator.OfflineKrakenOptions.DefaultSecret, file);
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

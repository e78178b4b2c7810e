using System.Diagnostics;
using Xunit.Abstractions;

namespace TradingBot.Tests.Worlds;

/// <summary>
/// The whole program in virtual time, a few worlds of it. More: <c>dotnet run -c Release --project
/// tests/TradingBot.Worlds -- --seeds 20000</c>. It needs a process of its own, whose thread pool has one thread.
/// </summary>
public class WorldTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_whole_program_doubles_and_loses_no_order_in_worlds_full_of_faults()
    {
        var (exitCode, text) = await RunAsync("--seeds", "25");

        exitCode.Should().Be(0, text);
        text.Split('\n').Where(line => line.Contains(" worlds, ", StringComparison.Ordinal)).Should().HaveCount(3);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_world_step_by_step()
    {
        var (_, first) = await RunAsync("--seeds", "8", "--from", "1000", "--order", "limit", "--hashes");
        var (_, second) = await RunAsync("--seeds", "8", "--from", "1000", "--order", "limit", "--hashes");

        Hashes(first).Should().HaveCount(8).And.OnlyHaveUniqueItems();
        Hashes(second).Should().Equal(Hashes(first));
    }

    [Fact]
    public async Task A_run_in_which_nothing_was_tried_does_not_pass()
    {
        // Orders at the market neither rest nor are cancelled: held to what orders with a limit must show, they fail.
        var (exitCode, text) = await RunAsync("--seeds", "100", "--order", "market", "--held-to", "limit");

        exitCode.Should().Be(2);
        text.Should().Contain("nothing was tried: orders that rest: 0");
    }

    private static string[] Hashes(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("world ", StringComparison.Ordinal))];

    private async Task<(int ExitCode, string Text)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TradingBot.Worlds.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(text);
        return (process.ExitCode, text);
    }
}

using TradingBot.Input;
using TradingBot.Tests;

namespace TradingBot.Benchmarks.Comparison;

/// <summary>A commit as it is measured: its checkout, built, and what it publishes.</summary>
/// <param name="Root">The top of the checkout.</param>
/// <param name="Published">The program that <c>deploy/publish</c> made; null: not published.</param>
internal sealed record BuiltCommit(string Root, string? Published)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>The program as <c>dotnet build</c> leaves it.</summary>
    public string Program => Output("src", "TradingBot");

    /// <summary>The benchmarks of that commit, which know its engine.</summary>
    public string Benchmarks => Output("tests", "TradingBot.Benchmarks");

    /// <summary>The checkout that this program was built in, as it is.</summary>
    public static async Task<BuiltCommit> HereAsync(string scratch, bool publishes, CancellationToken stop) =>
        new(
            Repository.Root,
            publishes ? await PublishAsync(Repository.Root, Path.Combine(scratch, "now"), stop) : null);

    /// <summary>Another commit, in a worktree below the scratch folder.</summary>
    /// <exception cref="UserError">There is no such commit, or it does not build; one line.</exception>
    public static async Task<BuiltCommit> OfAsync(
        string commit, string scratch, bool publishes, CancellationToken stop)
    {
        var root = Path.Combine(scratch, "checkout");
        var built = new BuiltCommit(root, Published: null);
        try
        {
            await RunAsync(Repository.Root, stop, "git", "worktree", "add", "--detach", root, commit);
            await RunAsync(
                root, stop, "dotnet", "build", "tests/TradingBot.Benchmarks", "-c", "Release", "-v", "q", "--nologo",
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false");
            return publishes
                ? built with { Published = await PublishAsync(root, Path.Combine(scratch, "before"), stop) }
                : built;
        }
        catch
        {
            await built.RemoveAsync();
            throw;
        }
    }

    /// <summary>Takes the worktree out of the repository again, also one that git was ended in the middle of.</summary>
    public Task RemoveAsync() => Tool.RunAsync(
        Repository.Root, Limit, CancellationToken.None, "git", "worktree", "remove", "--force", "--force", Root);

    private static async Task<string> PublishAsync(string root, string to, CancellationToken stop)
    {
        await RunAsync(root, stop, Path.Combine(root, "deploy", "publish"), to);
        return Directory.GetFiles(to, "TradingBot", SearchOption.AllDirectories).Single();
    }

    private static async Task RunAsync(string directory, CancellationToken stop, params string[] command)
    {
        var (exit, output) = await Tool.RunAsync(directory, Limit, stop, command);
        if (exit == 0)
            return;
        var reason = output.Split('\n').FirstOrDefault(
            line => line.Contains("error", StringComparison.OrdinalIgnoreCase)
                || line.Contains("fatal", StringComparison.Ordinal)) ?? $"exit code {exit}";
        throw new UserError($"{string.Join(' ', command)}: {reason.Trim()}", ExitCode.Failed);
    }

    private string Output(string place, string project) =>
        Path.Combine(Root, place, project, "bin", "Release", "net10.0", $"{project}.dll");
}

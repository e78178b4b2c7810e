using System.Runtime.ExceptionServices;
using TradingBot.Bots;
using TradingBot.Bots.Loop;
using TradingBot.Input;

namespace TradingBot.Modes;

/// <summary>Trades markets as they happen, on paper or with real money.</summary>
internal static class LiveMarket
{
    /// <summary>One bot, which is what the process is about: it ends as the bot does.</summary>
    /// <param name="bot">What to trade, and how.</param>
    /// <param name="run">How the program runs it.</param>
    /// <param name="secrets">Where a key may be; paper trading does without one.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">The key cannot be used, or orders are to be validated without one.</exception>
    public static async Task<int> RunAsync(
        LoadedBot bot, RunOptions run, SessionSecrets secrets, CancellationToken stop)
    {
        var results = await RunAsync([bot], fleet: null, run, secrets, stop).ConfigureAwait(false);
        if (results[0].Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return ExitCode.Success;
    }

    /// <summary>Several bots; one that fails ends alone.</summary>
    /// <param name="bots">Each with a name of its own.</param>
    /// <param name="fleet">What log files are named after.</param>
    /// <param name="run">How the program runs them.</param>
    /// <param name="secrets">Where a key may be.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code: 0, or that of the first bot that has failed.</returns>
    /// <exception cref="UserError">No bot can be started.</exception>
    public static async Task<int> RunFleetAsync(
        IReadOnlyList<LoadedBot> bots, string fleet, RunOptions run, SessionSecrets secrets, CancellationToken stop)
    {
        return ExitCodeOf(await RunAsync(bots, fleet, run, secrets, stop).ConfigureAwait(false));
    }

    /// <summary>0, or the exit code of the first bot that has failed.</summary>
    internal static int ExitCodeOf(IEnumerable<BotResult> results) =>
        results.FirstOrDefault(result => result.Failure is not null)?.Failure switch
        {
            null => ExitCode.Success,
            UserError known => known.ExitCode,
            _ => ExitCode.Failed,
        };

    private static async Task<IReadOnlyList<BotResult>> RunAsync(
        IReadOnlyList<LoadedBot> bots,
        string? fleet,
        RunOptions run,
        SessionSecrets secrets,
        CancellationToken stop)
    {
        var accesses = new List<VenueAccess>();
        try
        {
            foreach (var group in bots.GroupBy(bot => bot.Definition.Venue))
                accesses.Add(await VenueAccess.OpenAsync([.. group], run, secrets, stop).ConfigureAwait(false));
            return await new TradingHost(accesses, fleet, run, secrets.Slack).RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            foreach (var access in accesses)
                await access.DisposeAsync().ConfigureAwait(false);
        }
    }
}

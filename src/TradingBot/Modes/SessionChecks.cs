using TradingBot.Bots;
using TradingBot.Input;

namespace TradingBot.Modes;

/// <summary>
/// Whether the program's options and its bots go together: one bot of the command line, or several of files.
/// </summary>
internal static class SessionChecks
{
    /// <summary>Minutes: the trades of a longer candle are too many to fetch at start.</summary>
    private const int LongestPeriod = 1440;

    /// <summary>Of one bot.</summary>
    /// <exception cref="UserError">It cannot be traded live; one line.</exception>
    public static void Check(BotDefinition bot)
    {
        if (bot.Period > LongestPeriod)
            throw new UserError($"--period: {bot.Period} can be traded on history only; use at most {LongestPeriod}");
    }

    /// <summary>Of the options with all bots that they are for.</summary>
    /// <exception cref="UserError">One does not fit; one line.</exception>
    public static void Check(IReadOnlyCollection<BotDefinition> bots, RunOptions run)
    {
        var place = run.Environment;
        if (place.CandleDirectory is null && !bots.All(bot => bot.IsSimulated))
        {
            throw new UserError(
                "--data: 'synthetic' needs --start; the synthetic market is history only. For paper trading without "
                + "Kraken use -x simulator");
        }

        if (place.ValidatesOrders && bots.All(bot => bot.IsLive))
            throw new UserError("--validate: not with --live; it is for paper trading");
        if (place.HasDeadMansSwitch && !bots.Any(bot => bot.IsLive && bot.Orders.Rest))
            throw new UserError("--dead-mans-switch: needs --live and --order limit or --order post-only");
        if (place.At is not null && bots.All(bot => bot.IsSimulated))
            throw new UserError("--at: not with -x simulator, which starts its own; use -x kraken");
        if (run.Speed is not null && place.At is null && !bots.Any(bot => bot.IsSimulated))
            throw new UserError("--speed: Kraken's clock cannot be sped up; use it with -x simulator");
    }
}

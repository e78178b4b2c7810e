using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Orders;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Bots.Preparation;

/// <summary>What a process gives to a bot that runs in it.</summary>
/// <param name="Exchange">Where it trades; other bots of the process may use it too.</param>
/// <param name="Machine">The clock, and what else the machine gives.</param>
/// <param name="Logs">For every part's changes of state.</param>
internal sealed record BotHost(IExchange Exchange, ExchangeEnvironment Machine, ILoggerFactory Logs)
{
    /// <summary>The followers besides the log, each made for the bot once it is warmed up.</summary>
    public IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> Followers { get; init; } = [];

    /// <summary>The exchange's account, for all bots of the process that trade on it.</summary>
    public SharedAccount Account { get; init; } = new(Logs);
}

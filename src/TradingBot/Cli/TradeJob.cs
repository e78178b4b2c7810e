using TradingBot.Bots;
using TradingBot.Modes;

namespace TradingBot.Cli;

/// <summary>A checked command line of the main job: a bot, and what is to be done with it.</summary>
internal abstract record TradeJob
{
    private TradeJob(LoadedBot bot) => Bot = bot;

    public LoadedBot Bot { get; }

    /// <summary>History is traded.</summary>
    public sealed record OnHistory(LoadedBot Trader, BacktestOptions Options) : TradeJob(Trader);

    /// <summary>The market is traded as it happens.</summary>
    public sealed record OnMarket(LoadedBot Trader, RunOptions Options) : TradeJob(Trader);
}

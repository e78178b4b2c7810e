using TradingBot.Bots;

namespace TradingBot.Modes.Portfolios;

/// <summary>A bot of a portfolio.</summary>
/// <param name="Name">No other bot has it.</param>
/// <param name="Place">Where it stands: what messages call it.</param>
/// <param name="Bot">Its balance is its budget.</param>
/// <param name="Options">On which history it trades.</param>
internal sealed record PortfolioMember(string Name, string Place, LoadedBot Bot, BacktestOptions Options)
{
    /// <summary>Quote currency.</summary>
    public decimal Budget => Bot.Definition.Balance!.Value;
}

/// <summary>Several bots that are tried on history over one balance.</summary>
/// <param name="Balance">Of all of them at the beginning, quote currency.</param>
/// <param name="Bots">In the order of their file.</param>
/// <param name="Output">Directory for report.json, trades.csv and equity.csv, or null.</param>
internal sealed record PortfolioOptions(decimal Balance, IReadOnlyList<PortfolioMember> Bots, string? Output);

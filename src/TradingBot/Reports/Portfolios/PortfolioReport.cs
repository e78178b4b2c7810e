using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Portfolios;

namespace TradingBot.Reports.Portfolios;

/// <summary>One bot of a portfolio, and what a report of it alone shows.</summary>
/// <param name="Name">No other bot has it.</param>
/// <param name="Bot">Its run and its part in the money.</param>
/// <param name="Report">Of its own account, which begins with its budget.</param>
internal sealed record ReportedBot(string Name, PortfolioBot Bot, BacktestReport Report)
{
    /// <summary>Its profit as a fraction of the balance of all: those of all bots make up the return.</summary>
    public double Contribution(PortfolioRun run) => (double)(Report.Performance.NetProfit / run.Balance);
}

/// <summary>All that a report of several bots over one balance shows.</summary>
internal sealed record PortfolioReport
{
    public required PortfolioRun Run { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<ReportedBot> Bots { get; init; }

    /// <summary>Of the one balance.</summary>
    public required Performance Performance { get; init; }

    /// <summary>False when the run was ended by Ctrl-C.</summary>
    public required bool Complete { get; init; }

    /// <summary>The one balance in the words of a single backtest.</summary>
    public BacktestReport AsOne
    {
        get
        {
            var first = Bots[0].Report;
            var lender = Bots.Select(bot => bot.Report.Setup.ShortTerms).FirstOrDefault(terms => terms is not null);
            var tiered = Bots.Select(bot => bot.Report.Fills).FirstOrDefault(fills => !fills.Fees.IsFlat);
            return first with
            {
                Setup = first.Setup with { ShortTerms = lender },
                Fills = tiered ?? first.Fills,
                Performance = Performance,
            };
        }
    }

    public string Quote => Bots[0].Report.Setup.Instrument.Quote;

    /// <summary>True where a bot may sell short: tables then have what borrowing costs.</summary>
    public bool SellsShort => Bots.Any(bot => bot.Report.Setup.ShortTerms is not null);

    /// <summary>Entries not sent because other bots had the money.</summary>
    public long SharedRefusals => Bots.Sum(bot => bot.Bot.Share.Refusals);

    /// <summary>Entries sent smaller for the same reason.</summary>
    public long SharedReductions => Bots.Sum(bot => bot.Bot.Share.Reductions);

    /// <summary>How the figures are to be read; printed with every report.</summary>
    public IReadOnlyList<string> Conventions =>
        [.. Bots.SelectMany(bot => bot.Report.Conventions).Distinct(), .. OfPortfolios];

    private static string[] OfPortfolios { get; } =
    [
        "a bot may spend its budget, which its own profits raise and its losses lower, as far as the balance of all "
        + "has the money; a size as 5% is of its own equity",
        "at one moment candles that end come first, then midnight, then those that begin; bots in the file's order",
        "what happens within a candle is booked at its end: no bot spends money before it is surely there",
        "exposure and open trades of all bots: shares of the time of which there are candles",
        "buy and hold of all bots: each bot's pair, weighted by the budgets",
        "correlation: Pearson's, of the bots' daily returns, whole days only; contribution: profit over the balance",
    ];
}

using TradingBot.Bots;
using TradingBot.Cli.Options;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Modes.Portfolios;
using TradingBot.UserStrategies;

namespace TradingBot.Cli;

/// <summary>
/// The bots that trade one balance, from a file as <c>run</c> takes it, checked as a whole before any of them begins.
/// A bot's balance is its budget: the most of the one balance that it may use at the beginning; without one it is all.
/// </summary>
/// <param name="balance">Of all bots, quote currency.</param>
/// <param name="history">What holds for all of them.</param>
/// <param name="venues">Those there are.</param>
internal sealed class PortfolioFile(decimal balance, BacktestOptions history, VenueList venues)
{
    private readonly List<UserError> _problems = [];

    /// <param name="file">As the user named it.</param>
    /// <exception cref="UserError">A line for each problem.</exception>
    public PortfolioOptions Read(string file)
    {
        List<PortfolioMember> bots = [];
        foreach (var placed in BotFiles.Read(file, _problems))
        {
            if (Loaded(placed) is { } bot)
                bots.Add(bot);
        }

        CheckNames(bots);
        CheckMoney(bots);
        CheckShorts(bots);
        return _problems.Count > 0
            ? throw UserError.Of(_problems)
            : new PortfolioOptions(balance, bots, history.Output);
    }

    private PortfolioMember? Loaded(PlacedBot placed)
    {
        try
        {
            var definition = placed.Bot with { Balance = placed.Bot.Balance ?? balance };
            var venue = definition.IsSimulated ? venues.Default : venues.Find(definition.Venue) ?? venues.Default;
            var pair = new VenuePair(venue, definition.Pair, IsQualified: false);
            var instrument = PairValues.Stored(pair, IsStored);
            BotChecks.CheckSize(definition.Size, instrument);
            var bot = LoadedBot.Of(definition);
            ShortChecks.CheckStrategy(definition.Short, bot.Strategy.Definition);
            if (instrument.RulesAreKnown)
                ShortChecks.Checked(definition.Short, instrument);
            var name = definition.Name ?? $"{instrument.Symbol}-{definition.Period}-{bot.Strategy.Name}";
            var options = history with { Venue = venue, Instrument = instrument };
            return new PortfolioMember(name, placed.Place, bot, options);
        }
        catch (Exception wrong) when (wrong is UserError or StrategyFileException)
        {
            Add(placed.Place, wrong.Message, (wrong as UserError)?.ExitCode);
            return null;
        }
    }

    private bool IsStored(InstrumentId pair) =>
        history.Candles is { } store && store.List().Any(series => series.Instrument == pair);

    /// <summary>Tables and files tell bots apart by it.</summary>
    private void CheckNames(List<PortfolioMember> bots)
    {
        foreach (var same in bots.GroupBy(bot => bot.Name, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var bot in same.Skip(1))
            {
                Add(bot.Place, $"the bot's name is {same.Key}, which {same.First().Place} has too; "
                    + "give each its own \"name\"");
            }
        }
    }

    /// <summary>One account has its money at one exchange and, here, in one currency.</summary>
    private void CheckMoney(List<PortfolioMember> bots)
    {
        foreach (var bot in bots)
        {
            var (first, its) = (bots[0].Options, bot.Options);
            if (its.Instrument.Quote != first.Instrument.Quote)
            {
                Add(bot.Place, $"trades {its.PairText} for {its.Instrument.Quote}, and {bots[0].Place} for "
                    + $"{first.Instrument.Quote}; bots over one balance need one currency");
            }
            else if (its.Venue != first.Venue)
            {
                Add(bot.Place, $"trades on {its.Venue.Name}, and {bots[0].Place} on {first.Venue.Name}; bots over one "
                    + "balance need one exchange");
            }

            if (bot.Budget > balance)
            {
                Add(bot.Place, FormattableString.Invariant(
                    $"balance: {bot.Budget} is more than all bots have; raise --balance, which is {balance}"));
            }
        }
    }

    /// <summary>
    /// A short's losses have no bound but its bot's budget, at which it is liquidated: budgets must be covered.
    /// </summary>
    private void CheckShorts(List<PortfolioMember> bots)
    {
        var budgets = bots.Sum(bot => bot.Budget);
        if (bots.Find(bot => bot.Bot.Definition.Short is not null) is not { } seller || budgets <= balance)
            return;
        Add(seller.Place, FormattableString.Invariant(
            $"short: the bots' balances come to {budgets}, more than --balance {balance}; where one sells short they ")
            + "must not: give each its own \"balance\"");
    }

    private void Add(string place, string problem, int? exitCode = null) =>
        _problems.Add(new UserError($"{place}: {problem}", exitCode ?? ExitCode.WrongInput));
}

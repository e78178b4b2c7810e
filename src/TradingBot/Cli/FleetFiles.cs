using TradingBot.Bots;
using TradingBot.Cli.Options;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Storage;
using TradingBot.UserStrategies;

namespace TradingBot.Cli;

/// <summary>
/// The bots of several files, checked as a whole before any of them begins: each by itself as the command line's is,
/// and against each other.
/// </summary>
/// <param name="run">How the program is to run them.</param>
internal sealed class FleetFiles(RunOptions run)
{
    private readonly List<UserError> _problems = [];

    /// <param name="files">As the user named them.</param>
    /// <exception cref="UserError">A line for each problem.</exception>
    public IReadOnlyList<LoadedBot> Read(IReadOnlyList<string> files)
    {
        if (files.FirstOrDefault(file => file.StartsWith('-')) is { } option)
            throw new UserError($"{option}: not an option of 'run'; what a bot trades, and where, is in its file");
        List<(string Place, LoadedBot Bot)> bots = [];
        foreach (var placed in files.SelectMany(file => BotFiles.Read(file, _problems)))
        {
            if (Loaded(placed) is { } bot)
                bots.Add((placed.Place, bot));
        }

        CheckNames(bots);
        CheckPairs(bots);
        CheckClocks(bots);
        CheckBalances(bots);
        if (_problems.Count > 0)
            throw UserError.Of(_problems);
        SessionChecks.Check([.. bots.Select(bot => bot.Bot.Definition)], run);
        return [.. bots.Select(bot => bot.Bot)];
    }

    private LoadedBot? Loaded(PlacedBot placed)
    {
        try
        {
            var definition = placed.Bot;
            var instrument = PairValues.Live(run.PairOf(definition));
            SessionChecks.Check(definition);
            BotChecks.CheckSize(definition.Size, instrument);
            var bot = LoadedBot.Of(definition);
            ShortChecks.CheckStrategy(definition.Short, bot.Strategy.Definition);
            if (instrument.RulesAreKnown)
                ShortChecks.Checked(definition.Short, instrument);
            if (!definition.IsSimulated)
                BotDatabase.RequireFree(run.Environment.StorageDirectory, run.NameOf(bot));
            return bot;
        }
        catch (Exception wrong) when (wrong is UserError or StrategyFileException)
        {
            Add(placed.Place, wrong.Message, (wrong as UserError)?.ExitCode);
            return null;
        }
    }

    /// <summary>A name is a journal's: two bots cannot have one.</summary>
    private void CheckNames(List<(string Place, LoadedBot Bot)> bots)
    {
        foreach (var same in bots.GroupBy(bot => run.NameOf(bot.Bot), StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (place, _) in same.Skip(1))
            {
                Add(place, $"the bot's name is {same.Key}, which {same.First().Place} has too; "
                    + "give each its own \"name\"");
            }
        }
    }

    /// <summary>
    /// What rests in a market, another bot of the account may meet; exchanges do not let an account trade with itself
    /// and cancel one of the two orders.
    /// </summary>
    private void CheckPairs(List<(string Place, LoadedBot Bot)> bots)
    {
        var live = bots.Where(bot => bot.Bot.Definition.IsLive);
        foreach (var same in live.GroupBy(bot => (bot.Bot.Definition.Venue, run.PairOf(bot.Bot.Definition).Id.Symbol)))
        {
            if (!same.Any(bot => bot.Bot.Definition.Orders.Rest))
                continue;
            foreach (var (place, _) in same.Skip(1))
            {
                Add(place, $"trades {same.Key.Item2} live on one account with {same.First().Place}, and their orders "
                    + "could meet; use another pair, or orders at the market for both");
            }
        }
    }

    /// <summary>What is free in the account, several new bots cannot each begin with.</summary>
    private void CheckBalances(List<(string Place, LoadedBot Bot)> bots)
    {
        var live = bots.Where(bot => bot.Bot.Definition is { IsLive: true, IsSimulated: false }).ToList();
        var storage = run.Environment.StorageDirectory;
        foreach (var (place, bot) in live.Count > 1 ? live : [])
        {
            if (bot.Definition.Balance is null && !BotDatabase.Exists(storage, run.NameOf(bot)))
                Add(place, "a new bot that shares its account needs a \"balance\", such as 1000");
        }
    }

    /// <summary>A simulator's clock is not an exchange's, and a process has one log.</summary>
    private void CheckClocks(List<(string Place, LoadedBot Bot)> bots)
    {
        var simulated = bots.Find(bot => bot.Bot.Definition.IsSimulated);
        if (simulated.Bot is not null && bots.Find(bot => !bot.Bot.Definition.IsSimulated) is { Bot: not null } other)
        {
            Add(simulated.Place, $"trades on the simulator, but {other.Place} does not; their clocks differ, so run "
                + "them in processes of their own");
        }
    }

    private void Add(string place, string problem, int? exitCode = null) =>
        _problems.Add(new UserError($"{place}: {problem}", exitCode ?? ExitCode.WrongInput));
}

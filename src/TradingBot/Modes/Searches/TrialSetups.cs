using TradingBot.Bots;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Input;
using TradingBot.Research.Search;
using TradingBot.Research.Trials;

namespace TradingBot.Modes.Searches;

/// <summary>Makes backtests of candidates, over candles that are in memory once for each pair and period.</summary>
internal sealed class TrialSetups
{
    private readonly SearchJob _job;
    private readonly Dictionary<(string Pair, int Period), Market> _markets = [];

    private TrialSetups(SearchJob job) => _job = job;

    /// <summary>What each pair and period has, for reports: where the candles come from.</summary>
    public IReadOnlyList<string> DataNames => [.. _markets.Values.Select(market => market.Data)];

    /// <summary>Reads all candles that the search needs.</summary>
    /// <exception cref="UserError">There are none for a pair and period.</exception>
    public static TrialSetups Load(SearchJob job)
    {
        var setups = new TrialSetups(job);
        string[] pairs = [.. job.Pairs.Count > 0 ? job.Pairs.Keys : [job.Bot.Definition.Pair]];
        foreach (var pair in pairs)
        {
            foreach (var period in PeriodsOf(job))
                setups._markets.Add((pair, period), Read(job, pair, period));
        }

        return setups;
    }

    /// <summary>The bot that a candidate is.</summary>
    /// <exception cref="SettingException">A parameter contradicts another.</exception>
    public LoadedBot BotOf(Candidate candidate) => SearchedSettings.Apply(_job.Bot, candidate);

    /// <summary>The history that a bot is tried on.</summary>
    public BacktestOptions HistoryOf(LoadedBot bot) => HistoryOf(bot.Definition.Pair, bot.Definition.Period);

    /// <summary>The history of a pair and period.</summary>
    public BacktestOptions HistoryOf(string pair, int period) => _markets[(pair, period)].Options;

    /// <exception cref="SettingException">A parameter contradicts another.</exception>
    public TrialSetup Of(Candidate candidate)
    {
        var bot = BotOf(candidate);
        var (options, history, _) = _markets[(bot.Definition.Pair, bot.Definition.Period)];
        var fills = new FillModel(options.Slippage, Backtest.FeesOf(bot.Definition, options));
        return new TrialSetup(bot.SetupOn(Backtest.FactsOf(bot.Definition, options, fills)), fills, history)
        {
            Breakers = bot.Definition.Breakers,
            NeededWarmUp = bot.Strategy.WarmUp,
            WarmUp = CandleData.WarmUpOf(bot),
        };
    }

    /// <summary>False for a candidate whose parameters contradict each other.</summary>
    public static bool CanBeMade(LoadedBot bot, Candidate candidate)
    {
        try
        {
            _ = SearchedSettings.Apply(bot, candidate);
            return true;
        }
        catch (SettingException)
        {
            return false;
        }
        catch (Exception failure) when (failure is not (UserError or OutOfMemoryException))
        {
            return true; // a trial says so
        }
    }

    private static IEnumerable<int> PeriodsOf(SearchJob job)
    {
        var searched = job.Space.Dimensions.FirstOrDefault(dimension =>
            dimension.Name == SearchedSettings.Period
            && SearchedSettings.IsSetting(dimension.Name, job.Bot.Strategy.Definition));
        return searched is null
            ? [job.Bot.Definition.Period]
            : searched.Texts.Select(text => OptionValues.Period(text).Minutes);
    }

    private static Market Read(SearchJob job, string pair, int period)
    {
        var timeframe = new Timeframe(period);
        var bot = new LoadedBot(job.Bot.Definition with { Period = period }, job.Bot.Strategy);
        var options = job.Pairs.TryGetValue(pair, out var other)
            ? job.History with { Venue = other.Venue, Instrument = other.Instrument }
            : job.History;
        using var data = CandleData.OpenAll(bot, options);
        var history = data.ToHistory();
        if (history.Count == 0)
            throw data.NothingInRange(timeframe, options);
        if (!job.HasStart)
            options = options with { Start = FirstMidnight(history.All[0].OpenSeconds) };
        return new Market(options, history, data.Name);
    }

    /// <summary>Whole days are what results are compared by.</summary>
    private static long FirstMidnight(long seconds) => (seconds + 86_399) / 86_400 * 86_400;

    /// <param name="Options">With the pair.</param>
    /// <param name="Candles">All of them.</param>
    /// <param name="Data">Where they come from.</param>
    private sealed record Market(BacktestOptions Options, CandleHistory Candles, string Data);
}

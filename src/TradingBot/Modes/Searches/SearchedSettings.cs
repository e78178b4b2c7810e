using TradingBot.Bots;
using TradingBot.Core.Strategies;
using TradingBot.Input;
using TradingBot.Research.Search;

namespace TradingBot.Modes.Searches;

/// <summary>
/// What a search can try beside the strategy's own parameters: settings of the bot by the names of their options. A
/// parameter of the same name goes before.
/// </summary>
internal static class SearchedSettings
{
    public const string Period = "period";

    public const string Volume = "volume";

    public const string Trades = "trades";

    public const string Currency = "currency";

    /// <summary>All that can be searched: the strategy's parameters, then the settings.</summary>
    /// <param name="strategy">Whose parameters they are.</param>
    /// <param name="pairProblem">One line about a pair that is not allowed; null for one that is.</param>
    public static IReadOnlyList<Searchable> Of(StrategyDefinition strategy, Func<string, string?> pairProblem)
    {
        var own = Searchable.Of(strategy);
        Searchable[] settings =
        [
            new(Period, text => ProblemOf(() => OptionValues.Period(text))) { IsWhole = true },
            new(Volume, text => ProblemOf(() => TradeSize.Parse(text))),
            new(Trades, text => ProblemOf(() => OptionValues.Count(text, BotChecks.MaxTrades)))
            {
                IsWhole = true, Minimum = 1, Maximum = BotChecks.MaxTrades,
            },
            new(Currency, pairProblem),
        ];
        return [.. own, .. settings.Where(setting => !own.Any(one => IsNamed(one.Name, setting.Name)))];
    }

    /// <summary>True for a setting of the bot, false for a parameter of the strategy.</summary>
    public static bool IsSetting(string name, StrategyDefinition strategy) =>
        !strategy.Parameters.Any(parameter => IsNamed(parameter.Name, name));

    /// <summary>The bot with a candidate's values in place of its own.</summary>
    /// <exception cref="SettingException">A parameter contradicts another.</exception>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static LoadedBot Apply(LoadedBot bot, Candidate candidate)
    {
        var definition = bot.Definition;
        var strategy = bot.Strategy.Definition;
        var parameters = bot.Strategy.Settings.Effective.ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in candidate.Assignments)
        {
            if (IsSetting(name, strategy))
                definition = WithSetting(definition, name, text);
            else
                parameters[name] = text;
        }

        var settings = StrategySettings.Of(strategy.Parameters, parameters);
        return new LoadedBot(definition, new LoadedStrategy(strategy, settings, definition.Timeframe));
    }

    /// <summary>The pair and period that a candidate is tried on, without making its strategy.</summary>
    public static (string Pair, int Period) MarketOf(
        BotDefinition bot, Candidate candidate, StrategyDefinition strategy)
    {
        foreach (var (name, text) in candidate.Assignments)
        {
            if (IsSetting(name, strategy))
                bot = WithSetting(bot, name, text);
        }

        return (bot.Pair, bot.Period);
    }

    private static BotDefinition WithSetting(BotDefinition bot, string name, string text) => name switch
    {
        Period => bot with { Period = OptionValues.Period(text).Minutes },
        Volume => bot with { Size = TradeSize.Parse(text) },
        Trades => bot with { MaximumTrades = OptionValues.Count(text, BotChecks.MaxTrades) },
        Currency => bot with { Pair = text },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is not a setting that is searched"),
    };

    private static bool IsNamed(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string? ProblemOf(Func<object> read)
    {
        try
        {
            _ = read();
            return null;
        }
        catch (UserError wrong)
        {
            return wrong.Message;
        }
    }
}

using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.UserStrategies;

namespace TradingBot.Cli.Options;

/// <summary>The bot that a command line describes.</summary>
internal static class BotOptions
{
    /// <param name="parsed">The command line.</param>
    /// <param name="pair">The pair as the user named it, and whose it is.</param>
    /// <param name="instrument">What it is, or a first idea of it.</param>
    /// <param name="isKnown">True where no exchange will be asked what it really is.</param>
    /// <param name="strategyName">Its strategy, where an argument names it; null: <c>--strategy</c> does.</param>
    /// <exception cref="UserError">A value is not allowed: the option's name, the value, what is allowed.</exception>
    public static LoadedBot Read(
        ParseResult parsed, VenuePair pair, Instrument instrument, bool isKnown, string? strategyName = null)
    {
        var strategy = strategyName is null
            ? TradeOptions.Strategy.Read(parsed, StrategyNames.Find)
            : StrategyNames.Find(strategyName);
        var isSimulated = parsed.GetValue(TradeOptions.Exchange.Option) == BotDefinition.Simulator;
        var period = TradeOptions.Period.Read(parsed, OptionValues.Period);
        var loaded = Load(strategy, parsed.GetValue(TradeOptions.Set) ?? [], period);
        var definition = new BotDefinition
        {
            Venue = isSimulated ? BotDefinition.Simulator : pair.Venue.Name,
            Pair = pair.Name,
            Period = period.Minutes,
            Poll = TimeSpan.FromSeconds(TradeOptions.Poll.Read(parsed, OptionValues.Poll)),
            Feed = TradeOptions.Feed.Read(parsed, text => OptionValues.OneOf(text, "socket", "rest")) == "rest"
                ? FeedKind.Rest
                : FeedKind.Socket,
            Strategy = loaded.Choice,
            Size = SizeOf(parsed, instrument),
            MaximumTrades = TradeOptions.Trades.Read(parsed, text => OptionValues.Count(text, BotChecks.MaxTrades)),
            Orders = OrdersOf(parsed),
            Short = ShortOptions.Read(parsed, strategy, isKnown ? instrument : null),
            Balance = TradeOptions.Balance.ReadIfGiven(parsed, OptionValues.Balance),
            Fee = TradeOptions.Fee.Read(parsed, text => text.Length == 0 ? (decimal?)null : OptionValues.Rate(text)),
            Mode = parsed.GetValue(LiveOptions.Live) ? TradingMode.Live : TradingMode.Paper,
            Name = LiveOptions.Name.ReadIfGiven(parsed, BotNames.Of),
            Breakers = isKnown ? LiveOptions.BreakersOfHistory(parsed) : LiveOptions.Breakers(parsed),
        };
        return new LoadedBot(definition, loaded);
    }

    /// <summary>
    /// A size in another currency, or too small for any order, is found here where the pair's rules are known; else
    /// when the exchange has named them. The default, 0.002 of whatever it is, may be too little: that is said once no
    /// trade was made.
    /// </summary>
    private static TradeSize SizeOf(ParseResult parsed, Instrument instrument)
    {
        var size = TradeOptions.Volume.Read(parsed, text => TradeSize.Parse(text, instrument.Quote));
        if (parsed.GetValue(TradeOptions.Volume.Option) is not null)
            BotChecks.CheckSize(size, instrument);
        else if (instrument.RulesAreKnown)
            _ = size.On(instrument);
        return size;
    }

    private static OrderTerms OrdersOf(ParseResult parsed)
    {
        var style = TradeOptions.Order.Read(parsed, OptionValues.Style);
        var patience = TradeOptions.OrderPatience.ReadIfGiven(
            parsed, text => OptionValues.Count(text, BotChecks.LongestPatience));
        if (style == OrderStyle.Market && patience is not null)
            throw new UserError("--order-patience: needs --order limit or --order post-only");
        return new OrderTerms(style, patience is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    private static LoadedStrategy Load(StrategyDefinition strategy, string[] assignments, Timeframe period)
    {
        var twice = assignments.GroupBy(NameIn, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new UserError($"--set: {twice.Key} is given twice: {string.Join(", ", twice)}");
        foreach (var text in assignments)
            Named(text, () => SettingsOf([text]));
        // Finds values that contradict others.
        return Named(meant: null, () => new LoadedStrategy(strategy, SettingsOf(assignments), period));

        static string NameIn(string assignment) => assignment.Split('=')[0].Trim();

        StrategySettings SettingsOf(string[] texts) =>
            StrategySettings.Of(strategy.Parameters, texts.Select(OptionValues.Assignment));
    }

    private static T Named<T>(string? meant, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is SettingException or UserError)
        {
            throw new UserError($"--set: {wrong.Message}") { Value = meant };
        }
    }
}

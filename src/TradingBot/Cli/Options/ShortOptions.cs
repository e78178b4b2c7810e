using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Input;

namespace TradingBot.Cli.Options;

/// <summary>The options of selling short.</summary>
internal static class ShortOptions
{
    public static Option<bool> Short { get; } = new("--short")
    {
        Description = "sell short when the strategy signals it: backtests and paper trading, on pairs with margin",
    };

    public static TextOption Leverage { get; } = new(
        "--leverage", "NUMBER", "of a short: its cost divided by the margin it ties up; one that Kraken lists", "2");

    public static TextOption Borrow { get; } = new(
        "--borrow", "RATE", "cost of borrowing what is sold short: at the opening, and again every 4 hours", "0.02%");

    public static IEnumerable<Option> All => [Short, Leverage.Option, Borrow.Option];

    /// <summary>The terms that were asked for; null: nothing is sold short.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="strategy">It has to say when.</param>
    /// <param name="known">The pair of a backtest; null where the exchange will tell what it is.</param>
    /// <exception cref="UserError">They make no sense for this run.</exception>
    public static ShortTerms? Read(ParseResult parsed, StrategyDefinition strategy, Instrument? known)
    {
        if (!parsed.GetValue(Short))
        {
            var alone = new[] { Leverage, Borrow }.FirstOrDefault(option => parsed.GetValue(option.Option) is not null);
            return alone is null ? null : throw new UserError($"{alone.Option.Name}: needs --short");
        }

        if (parsed.GetValue(LiveOptions.Live))
        {
            throw new UserError(
                "--short: not with --live; it is untested on Kraken's margin accounts; use it in backtests and "
                + "paper trading");
        }

        var leverage = Leverage.Read(parsed, text => OptionValues.Count(text, BotChecks.MaxLeverage));
        var rate = Borrow.Read(parsed, OptionValues.Rate);
        var terms = new ShortTerms(leverage, rate, rate);
        ShortChecks.CheckStrategy(terms, strategy);
        return known is null ? terms : ShortChecks.Checked(terms, known);
    }
}

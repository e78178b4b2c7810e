using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;

namespace TradingBot.Input;

/// <summary>Whether a pair and a bot allow what <c>--short</c> asks for.</summary>
internal static class ShortChecks
{
    /// <summary>The pair must be one that Kraken lends, with that leverage.</summary>
    /// <exception cref="UserError">It is not; one line.</exception>
    public static ShortTerms? Checked(ShortTerms? terms, Instrument instrument)
    {
        if (terms is null)
            return null;
        var listed = instrument.SellLeverage;
        if (listed.Count == 0)
            throw new UserError($"--short: {instrument.Symbol} is not listed by Kraken for margin trading; it is "
                + "spot only");
        return listed.Contains(terms.Leverage) ? terms : throw new UserError(
            $"--leverage: '{terms.Leverage}' is not allowed on {instrument.Symbol}; use {string.Join(", ", listed)}");
    }

    /// <summary>The strategy has to say when.</summary>
    /// <exception cref="UserError">It never does; one line.</exception>
    public static void CheckStrategy(ShortTerms? terms, StrategyDefinition strategy)
    {
        if (terms is null || strategy.SellsShort)
            return;
        var able = string.Join(", ", StrategyCatalog.All.Where(one => one.SellsShort).Select(one => one.Name));
        throw new UserError($"--short: {strategy.Name} never sells short; use one of {able}, or one of your own");
    }

    /// <summary>A bot that has sold short has to be able to go on with it.</summary>
    /// <exception cref="UserError">It is not; one line.</exception>
    public static void CheckStart(ShortTerms? terms, SessionStart? stored)
    {
        if (terms is not null || stored is null)
            return;
        var isShort = stored.Engine?.Trades.Any(trade => trade.Loan is not null) is true;
        if (isShort || stored.Orders.Any(order => order.Intent.Leverage > 0))
            throw new UserError("--short: this bot has sold short and has not bought it back; start it with --short");
    }
}

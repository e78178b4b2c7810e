using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>
/// The limits of a definition's values: those of the options, which for a text say it in the option's words. What only
/// a strategy or an exchange knows is checked where they are asked.
/// </summary>
internal static class BotChecks
{
    /// <summary>What <c>--exchange</c> takes.</summary>
    public static string[] Venues { get; } = VenuesOf(Exchanges.Venues.Known);

    /// <summary>The same, of other venues.</summary>
    public static string[] VenuesOf(VenueList venues) =>
        [.. venues.All.Select(venue => venue.Name), BotDefinition.Simulator];

    public const int MaxTrades = 100;

    public const int LongestPatience = 30 * 86_400;

    public const int MaxLeverage = 100;

    /// <summary>The property and the problem, for each.</summary>
    public static IEnumerable<(string Property, string Problem)> Problems(BotDefinition bot) =>
        Own(bot).Concat(OfOrders(bot.Orders)).Concat(OfShort(bot)).Concat(OfBreakers(bot.Breakers))
            .Where(check => !check.IsRight)
            .Select(check => (check.Property, $"{check.Value} is not allowed; use {check.Allowed}"));

    /// <summary>What a pair's rules say of the size of a trade, where they are known.</summary>
    /// <exception cref="UserError">In another currency, too small or too large for any order; one line.</exception>
    public static void CheckSize(TradeSize size, Instrument instrument)
    {
        if (!instrument.RulesAreKnown)
            return;
        _ = size.On(instrument);
        if (size is not TradeSize.BaseVolume { Amount: var volume })
            return;
        var (smallest, largest) = (instrument.MinimumVolume, instrument.MaximumVolume);
        if (volume < smallest || volume > largest)
        {
            var (relation, limit) = volume < smallest
                ? ("less than the smallest", smallest)
                : ("more than the largest", largest);
            throw new UserError($"--volume: {size} {instrument.Base} is {relation} order of {instrument.Symbol}, "
                + $"{Display.Exact(limit)} {instrument.Base}");
        }
    }

    private static IEnumerable<Check> Own(BotDefinition bot)
    {
        yield return new("version", bot.Version, bot.Version == BotDefinition.CurrentVersion,
            Invariant($"{BotDefinition.CurrentVersion}"));
        yield return new("name", Quoted(bot.Name), bot.Name is null || BotNames.IsName(bot.Name), BotNames.Allowed);
        yield return new("venue", Quoted(bot.Venue), Venues.Contains(bot.Venue), string.Join(" or ", Venues));
        yield return new("pair", Quoted(bot.Pair),
            !string.IsNullOrWhiteSpace(bot.Pair) && !bot.Pair.Contains(InstrumentId.Separator),
            "a pair as \"XBT/USD\"; its exchange is the venue");
        yield return new("period", bot.Period, OptionValues.IsPeriod(bot.Period), OptionValues.Periods);
        yield return new("strategy.name", Quoted(bot.Strategy.Name), !string.IsNullOrWhiteSpace(bot.Strategy.Name),
            "a name of 'TradingBot strategies list', or a file, such as \"./MyStrategy.cs\"");
        yield return Count("maximumTrades", bot.MaximumTrades, MaxTrades);
        yield return new("balance", bot.Balance, bot.Balance is null or (> 0 and <= OptionValues.MaxBalance),
            "an amount above 0 and up to 1 trillion, or null");
        yield return Rate("fee", bot.Fee);
        yield return new("poll", bot.Poll,
            bot.Poll.TotalSeconds is >= OptionValues.ShortestPoll and <= OptionValues.LongestPoll,
            "\"00:00:00.1\" to \"01:00:00\"");
    }

    private static IEnumerable<Check> OfOrders(OrderTerms orders)
    {
        yield return new("orders.patience", orders.Patience,
            orders.Patience is not { } patience || patience.TotalSeconds is >= 1 and <= LongestPatience,
            "\"00:00:01\" to \"30.00:00:00\", or null");
        yield return new("orders.patience", orders.Patience, orders.Patience is null || orders.Rest,
            "null, or the style \"limit\" or \"post-only\"");
    }

    private static IEnumerable<Check> OfShort(BotDefinition bot)
    {
        if (bot.Short is not { } terms)
            yield break;
        yield return new("short", "it", !bot.IsLive, "null with the mode \"live\"; selling short is for paper trading");
        yield return Count("short.leverage", terms.Leverage, MaxLeverage);
        yield return Rate("short.openingRate", terms.OpeningRate);
        yield return Rate("short.rolloverRate", terms.RolloverRate);
    }

    private static IEnumerable<Check> OfBreakers(BreakerLimits limits)
    {
        yield return Share("breakers.dailyLoss", limits.DailyLoss);
        yield return Share("breakers.drawdown", limits.Drawdown);
        yield return Count("breakers.lossesInARow", limits.LossesInARow, 1000);
        yield return Count("breakers.orderErrors", limits.OrderErrors, 1000);
        yield return Time("breakers.orderErrorWindow", limits.OrderErrorWindow, TimeSpan.FromDays(1));
        yield return Time("breakers.dataAge", limits.DataAge, TimeSpan.FromDays(1));
        yield return new("breakers.priceJump", limits.PriceJump, limits.PriceJump is null or (> 0 and < 1),
            "a share as 0.05, or null");
        yield return Time("breakers.resetAfter", limits.ResetAfter, TimeSpan.FromMinutes(1_000_000));
    }

    private static Check Rate(string property, decimal? rate) =>
        new(property, rate, rate is null or (>= 0 and <= OptionValues.MaxRate),
            "a rate from 0 to 0.1, such as 0.0026 for 0.26 %");

    private static Check Share(string property, decimal? share) =>
        new(property, share, share is null or (> 0 and < 1), "a share as 0.05, or null");

    private static Check Count(string property, int? count, int most) =>
        new(property, count, count is null || (count >= 1 && count <= most),
            Invariant($"a whole number from 1 to {most}"));

    private static Check Time(string property, TimeSpan? time, TimeSpan most) =>
        new(property, time, time is null || (time >= TimeSpan.FromSeconds(1) && time <= most),
            $"\"00:00:01\" to \"{most:c}\"");

    private static string Quoted(string? text) => $"'{text}'";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Check(string Property, string Value, bool IsRight, string Allowed)
    {
        public Check(string property, IFormattable? value, bool isRight, string allowed)
            : this(property, value?.ToString(null, CultureInfo.InvariantCulture) ?? "null", isRight, allowed)
        {
        }
    }
}

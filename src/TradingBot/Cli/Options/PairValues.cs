using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.Options;

/// <summary>The pair that a person types, and whose it is.</summary>
internal static class PairValues
{
    /// <summary>What <c>--currency</c> and <c>--exchange</c> say together.</summary>
    /// <exception cref="UserError">No such venue, or they name two.</exception>
    public static VenuePair Read(ParseResult parsed, VenueList venues)
    {
        var exchange = TradeOptions.Exchange.ReadIfGiven(
            parsed, text => OptionValues.OneOf(text, BotChecks.VenuesOf(venues)));
        return TradeOptions.Currency.Read(parsed, text => Of(text, exchange, venues));
    }

    /// <param name="text">As <c>kraken:XBT/USD</c> or <c>XBTUSD</c>.</param>
    /// <param name="exchange">What <c>--exchange</c> says, or null.</param>
    /// <param name="venues">Those there are.</param>
    /// <exception cref="UserError">No such venue, or two that contradict each other.</exception>
    public static VenuePair Of(string text, string? exchange, VenueList venues)
    {
        // The simulator has the pairs of the venue that it simulates.
        var said = exchange is null ? null : venues.Find(exchange) ?? venues.Default;
        var pair = Read(text, venues, said);
        return said is null || said == pair.Venue
            ? pair
            : throw new UserError(
                $"'{text}' is a pair of {pair.Venue.Name}, and --exchange says {exchange}; leave one of them out");
    }

    /// <summary>Several pairs of one real exchange, separated by commas, each once.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">Names them.</param>
    /// <param name="exchange">What <c>--exchange</c> says, or null.</param>
    /// <param name="venues">Those there are.</param>
    /// <exception cref="UserError">No such venue, the simulator, or several venues.</exception>
    public static List<VenuePair> OfOneExchange(
        ParseResult parsed, TextOption option, string? exchange, VenueList venues)
    {
        var names = venues.All.Select(venue => venue.Name).ToList();
        if (exchange is not null && exchange.Equals(BotDefinition.Simulator, StringComparison.OrdinalIgnoreCase))
        {
            throw new UserError(
                "--exchange: the simulator's market is made up anew each time; run 'TradingBot simulate-kraken' and "
                + "give its address with --at");
        }

        if (exchange is not null && venues.Find(exchange) is null)
            throw new UserError($"--exchange: '{exchange}' is not allowed; use {string.Join(" or ", names)}");
        return option.Read(parsed, text =>
        {
            var all = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name => Of(name, exchange, venues)).ToList();
            if (all.Count == 0)
                throw new UserError("name the pairs, such as -c XBTUSD,ETHUSD");
            return all.Any(pair => pair.Venue != all[0].Venue)
                ? throw new UserError($"'{text}' names pairs of several exchanges; use one at a time")
                : all.DistinctBy(pair => pair.Id).ToList();
        });
    }

    private static VenuePair Read(string text, VenueList venues, IVenue? otherwise)
    {
        try
        {
            return venues.Read(text, otherwise);
        }
        catch (FormatException wrong)
        {
            throw new UserError(wrong.Message);
        }
    }

    /// <summary>A pair by any of its venue's names; one without known rules only if there are candles of it.</summary>
    /// <param name="pair">What was typed.</param>
    /// <param name="hasCandles">Whether the store has candles of it.</param>
    public static Instrument Stored(VenuePair pair, Predicate<InstrumentId> hasCandles)
    {
        var pairs = pair.Venue.Pairs;
        if (pairs.Find(pair.Name) is { } known)
            return known;
        return hasCandles(pair.Id)
            ? pairs.WithoutRules(pair.Id.Symbol)
            : throw new UserError(
                $"'{pair.Name}' is not a known pair; use {string.Join(", ", pairs.Known)}, another of "
                + $"{pair.Venue.DisplayName}'s, or import candles of it");
    }

    /// <summary>
    /// A pair the exchange will be asked about: from our table, or a first idea of it from its name.
    /// </summary>
    public static Instrument Live(VenuePair pair)
    {
        var (text, pairs) = (pair.Name, pair.Venue.Pairs);
        var isName = text.Length is >= 3 and <= 40 && char.IsAsciiLetterOrDigit(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/' or '-' or '_');
        return !isName
            ? throw new UserError($"'{text}' is not a pair; use one such as XBTUSD, XXBTZUSD, XBT/USD or BTC/USD")
            : pairs.Find(text) ?? pairs.WithoutRules(pair.Id.Symbol);
    }
}

using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Modes;

namespace TradingBot.Cli.Options;

/// <summary>A bot and the history that a command line describes.</summary>
internal static class HistoryOptions
{
    /// <param name="parsed">The command line.</param>
    /// <param name="venues">Those that may be named.</param>
    /// <param name="start">First moment to trade, unix seconds.</param>
    /// <param name="isKnown">True where no exchange will be asked what the pair is.</param>
    /// <param name="strategyName">The strategy, where an argument names it; null: <c>--strategy</c> does.</param>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static (LoadedBot Bot, BacktestOptions History) Read(
        ParseResult parsed, VenueList venues, long start, bool isKnown = true, string? strategyName = null)
    {
        var directory = SessionOptions.DataDirectory(parsed);
        var recording = RecordedOptions.Read(parsed);
        var pair = PairValues.Read(parsed, venues);
        var instrument = TradeOptions.Currency.Read(parsed, _ => isKnown
            ? PairValues.Stored(pair, recording is null ? InStore(directory, venues) : _ => true)
            : PairValues.Live(pair));
        var bot = BotOptions.Read(parsed, pair, instrument, isKnown, strategyName);
        return (bot, new BacktestOptions
        {
            Venue = pair.Venue,
            Instrument = instrument,
            Start = start,
            End = TradeOptions.End.ReadIfGiven(parsed, OptionValues.End),
            Candles = directory is null ? null : new CandleStore(directory, venues),
            FillsGaps = TradeOptions.Gaps.Read(parsed, text => OptionValues.OneOf(text, "fill", "keep")) == "fill",
            Recording = recording,
            Slippage = TradeOptions.Slippage.Read(parsed, OptionValues.Rate),
            PrintsLedger = parsed.GetValue(TradeOptions.Verbose),
            Portfolio = TradeOptions.Portfolio.ReadIfGiven(parsed, OptionValues.FileName),
        });
    }

    /// <summary>True for pairs that a directory has candles of.</summary>
    public static Predicate<InstrumentId> InStore(string? directory, VenueList venues) => pair =>
        directory is not null && new CandleStore(directory, venues).List().Any(series => series.Instrument == pair);
}

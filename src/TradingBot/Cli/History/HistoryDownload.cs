using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.History;

/// <summary><c>history download -c PAIR,PAIR -p LENGTH [-s TIME] [-e TIME] [--keep-trades]</c></summary>
internal static class HistoryDownload
{
    private const long SecondsADay = 86_400;

    private static readonly TextOption Currency = new(
        "--currency", "PAIR,PAIR", "the pairs, by any of their names: XBTUSD,ETH/USD", aliases: "-c");

    private static readonly TextOption Period = new(
        "--period", "LENGTH", "length of a candle: minutes, or as 5m, 1h, 1d, 1w", "1", "-p");

    private static readonly TextOption Start = new(
        "--start",
        "TIME",
        "from this time on: 2017-01-01, 2017-01-01T12:30 or unix seconds; UTC (default: where the stored candles end; "
        + "where none are stored, the pair's first trade)",
        aliases: "-s");

    private static readonly TextOption End = new(
        "--end", "TIME", "up to this time; a date means the whole day (default: now)", aliases: "-e");

    private static readonly Option<bool> KeepTrades = new("--keep-trades")
    {
        Description = "keep the trades too: a gzipped CSV for each day, in the folder trades beside the candles",
    };

    public static Command Create(
        VenueList venues, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken stop)
    {
        var exchange = new Option<string?>("--exchange", "-x")
        {
            Description = $"Whose trades they are (default {venues.Default.Name}).",
            HelpName = "NAME",
        };
        var command = new Command(
            "download",
            "Make candles of all trades of an exchange, however old, and store them. Whatever ends it, the same "
            + "command goes on where it stopped.")
        {
            exchange, Currency.Option, Period.Option, Start.Option, End.Option, KeepTrades, LiveOptions.At.Option,
            HistoryCommand.Data.Option, ConfigurationFile.Chosen.Option,
        };
        command.SetAction((parsed, _) => HistoryCommand.RunAsync(async () =>
        {
            var pairs = PairValues.OfOneExchange(parsed, Currency, parsed.GetValue(exchange), venues);
            var wanted = WantedOf(parsed, pairs);
            var at = AddressOf(parsed);
            var store = HistoryCommand.StoreOf(parsed, venues);
            store.Reserve().Dispose(); // a directory that cannot be written is told before anything is asked for
            var connection = pairs[0].Venue.Connect(
                new ExchangeOptions
                {
                    At = at,
                    StateDirectory = ExchangeOptions.DefaultStateDirectory,
                    KeepsPairs = at is null,
                },
                key: null,
                RealNetwork.With(time),
                NullLoggerFactory.Instance);
            await using (connection.ConfigureAwait(false))
            {
                var downloads = new Downloads(connection, store, time, output, errors);
                return await downloads.RunAsync(wanted, stop).ConfigureAwait(false);
            }
        }));
        return command;
    }

    /// <summary>What the options say, before anything is asked for.</summary>
    private static WantedHistory WantedOf(ParseResult parsed, IReadOnlyList<VenuePair> pairs)
    {
        var period = Period.Read(parsed, OptionValues.CandleLength);
        var from = Start.ReadIfGiven(parsed, OptionValues.Start);
        var to = End.ReadIfGiven(parsed, OptionValues.End);
        if (from >= to)
            throw new UserError("--end: must be after --start");
        var keepsTrades = parsed.GetValue(KeepTrades);
        if (keepsTrades && from % SecondsADay > 0)
            throw new UserError("--start: with --keep-trades it must be the start of a day, UTC, such as 2017-01-01");
        // The first file is of a whole day and the first candle of all its trades: both begin at one moment.
        if (keepsTrades && SecondsADay % period.Seconds > 0 && period.Seconds % SecondsADay > 0)
            throw new UserError("--period: with --keep-trades it must divide a day, or be whole days");
        return new WantedHistory([.. pairs.Select(pair => pair.Name)], period, from, to, keepsTrades);
    }

    private static Uri? AddressOf(ParseResult parsed)
    {
        if (parsed.GetValue(LiveOptions.At.Option) is null)
            return null;
        var address = LiveOptions.At.Read(parsed, OptionValues.Address);
        return parsed.GetValue(HistoryCommand.Data.Option) is null
            ? throw new UserError(
                "--at: needs --data DIR, so that a made-up market's candles do not come among the exchange's")
            : address;
    }
}

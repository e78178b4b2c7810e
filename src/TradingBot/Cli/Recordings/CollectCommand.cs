using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Collecting;
using TradingBot.Configuration;
using TradingBot.Data.Followers;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Supervision;

namespace TradingBot.Cli.Recordings;

/// <summary>
/// <c>collect -c PAIR,PAIR [--book LEVELS] [--trades] [--candles LENGTH] [--to STORE]</c>: records markets until it is
/// told to end.
/// </summary>
internal static class CollectCommand
{
    private const int DefaultDepth = 100;
    private const string Off = "off";

    private static readonly TextOption Currency = new(
        "--currency", "PAIR,PAIR", "the pairs, by any of their names: XBTUSD,ETH/USD", aliases: "-c");

    private static readonly TextOption Book = new(
        "--book",
        "LEVELS",
        $"levels of each side of the order book, 10 to 1000, or {Off} (default: {DefaultDepth}; with --trades alone "
        + $"{Off})");

    private static readonly Option<bool> Trades = new("--trades")
    {
        Description = "record trades; with neither this nor --book both are recorded",
    };

    private static readonly TextOption Candles = new(
        "--candles",
        "LENGTH",
        "record the exchange's own candles of this length too, one of those that it has, such as 1 or 1h");

    private static readonly Option<string[]> To = new("--to")
    {
        HelpName = "STORE",
        Description = "bring each hour into this store too once it is sealed, as 'TradingBot follow' does; may be "
            + "repeated: " + FollowTargets.Forms,
    };

    /// <summary>Options that neither a file nor the environment may set.</summary>
    public static IEnumerable<Option> ArgumentsOnly => [Book.Option, Candles.Option, To, .. RecordingsPrune.Limits];

    /// <param name="configuration">What file, environment and arguments say together.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static Command Create(EffectiveOptions configuration, CancellationToken stop)
    {
        var venues = configuration.Venues;
        var exchange = new Option<string?>("--exchange", "-x")
        {
            Description = $"Whose markets they are (default {venues.Default.Name}).",
            HelpName = "NAME",
        };
        var command = new Command(
            "collect",
            "Record order books, trades and candles of many pairs, around the clock: what comes is appended to a log "
            + "at once, each hour becomes Parquet files, missing trades are fetched, every interruption is recorded.")
        {
            exchange, Currency.Option, Book.Option, Trades, Candles.Option, To, RecordingsCommand.Data.Option,
            LiveOptions.At.Option, TradeOptions.Speed.Option,
        };
        Option[] others =
            [.. RecordingsPrune.Limits, .. LogOptions.All, .. NotificationOptions.All, .. TelemetryOptions.All];
        foreach (var option in others)
            command.Options.Add(option);
        command.Options.Add(ConfigurationFile.Chosen.Option);
        command.SetAction((_, _) => FullProgram.IsThis
            ? RunAsync(configuration.Read(Options, (_, _) => { }), configuration, stop)
            : throw new FullProgramNeededException());
        return command;

        CollectOptions Options(ParseResult parsed) => Read(parsed, parsed.GetValue(exchange), configuration);
    }

    private static Task<int> RunAsync(CollectOptions options, EffectiveOptions configuration, CancellationToken stop)
    {
        var slack = SessionSecrets.Of(configuration.Places.Variable).Slack;
        return TerminationSignal.UntilToldToEndAsync(
            told => new CollectorHost(options, slack).RunAsync(told), stop);
    }

    private static CollectOptions Read(ParseResult parsed, string? exchange, EffectiveOptions configuration)
    {
        var pairs = PairValues.OfOneExchange(parsed, Currency, exchange, configuration.Venues);
        var depth = Book.ReadIfGiven(parsed, DepthOf);
        var hasTrades = parsed.GetValue(Trades);
        var candles = Candles.ReadIfGiven(parsed, text => OptionValues.CandleLength(text).Minutes);
        var at = LiveOptions.At.Read(parsed, text => text.Length == 0 ? null : OptionValues.Address(text));
        if (at is not null && parsed.GetValue(RecordingsCommand.Data.Option) is null)
        {
            throw new UserError(
                "--at: needs --data DIR, so that a made-up market does not come among the exchange's");
        }

        if (depth == 0 && !hasTrades && candles is null)
            throw new UserError($"--book: {Off} needs --trades or --candles, or nothing would be recorded");
        return new CollectOptions
        {
            Venue = pairs[0].Venue,
            Pairs = [.. pairs.Select(pair => pair.Name)],
            BookDepth = depth ?? (hasTrades ? 0 : DefaultDepth),
            HasTrades = hasTrades || depth is null,
            CandleMinutes = candles ?? 0,
            Directory = RecordingsCommand.Data.Read(parsed, OptionValues.NotEmpty),
            At = at,
            Stores = StoresOf(parsed.GetValue(To) ?? [], configuration.Places.Variable),
            Speed = TradeOptions.Speed.ReadIfGiven(parsed, OptionValues.Speed) ?? 1,
            Retention = RecordingsPrune.Read(parsed),
            Log = LogOptions.Settings(parsed),
            Slack = NotificationOptions.Read(parsed),
            Metrics = TelemetryOptions.Read(parsed),
        };
    }

    /// <summary>What a store needs is loaded only where one is named.</summary>
    private static IReadOnlyList<IFollowerStore> StoresOf(string[] texts, Func<string, string?> variable)
    {
        if (texts.Length == 0)
            return [];
        try
        {
            return FollowTargets.OpenAll(texts, variable);
        }
        catch (UserError wrong)
        {
            throw new UserError($"{To.Name}: {wrong.Message}", wrong.ExitCode);
        }
    }

    private static int DepthOf(string text) => text.Equals(Off, StringComparison.OrdinalIgnoreCase)
        ? 0
        : OptionValues.Count(text, most: 1000);
}

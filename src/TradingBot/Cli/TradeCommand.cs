using System.CommandLine;
using System.Runtime.InteropServices;
using TradingBot.Bots;
using TradingBot.Configuration;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Storage;
using TradingBot.UserStrategies;

namespace TradingBot.Cli;

/// <summary>The main job, on the root command: with -s a backtest, without it live trading.</summary>
internal static class TradeCommand
{
    /// <summary>Minutes: the trades of a longer candle are too many to fetch at start.</summary>
    private const int LongestLivePeriod = 1440;

    /// <param name="root">Gets the options.</param>
    /// <param name="configuration">What file, environment and arguments say together.</param>
    /// <param name="output">For the report, or the last line.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static void AddTo(
        RootCommand root, EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        foreach (var option in TradeOptions.All)
            root.Options.Add(option);
        root.Options.Add(ConfigurationFile.Chosen.Option);
        root.SetAction((parsed, _) => RunAsync(parsed, configuration, output, stop));
    }

    /// <summary>What is to be traded, if everything that was said about it is right.</summary>
    /// <exception cref="UserError">A line for each problem.</exception>
    public static TradeJob Read(EffectiveOptions configuration) => configuration.Read(
        parsed => JobOf(parsed, configuration.Venues),
        (job, parsed) =>
        {
            var isHistory = job is TradeJob.OnHistory;
            var live = LiveOptions.All.Except(LiveOptions.OfHistory);
            if (isHistory && live.FirstOrDefault(IsArgument) is { } option)
                throw new UserError($"{option.Name}: not with --start; {LiveOptions.WhyNotOnHistory(option)}");
            var resetsNothing = job is TradeJob.OnHistory { Bot.Definition.Breakers: var breakers }
                && LiveOptions.AreOff(breakers);
            if (resetsNothing && IsArgument(LiveOptions.BreakerReset.Option))
                throw new UserError("--breaker-reset: with --start needs a breaker, such as --max-drawdown");

            var ignored = isHistory ? TradeOptions.OfSessions : TradeOptions.OfBacktests;
            if (ignored.FirstOrDefault(IsArgument) is { } useless)
                throw new UserError($"{useless.Name}: {(isHistory ? "not with" : "needs")} --start");
            Check(job, parsed);

            bool IsArgument(Option option) =>
                configuration.IsArgument(option) && parsed.GetResult(option) is { Implicit: false };
        });

    private static async Task<int> RunAsync(
        ParseResult parsed, EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        var job = Read(configuration);
        var report = TradeOptions.Output.ReadIfGiven(parsed, OptionValues.NewDirectory);
        switch (job)
        {
            case TradeJob.OnHistory history:
                return Backtest.Run(history.Bot, history.Options with { Output = report }, output, stop);
            case TradeJob.OnMarket { Bot: var bot, Options: var run }:
                var secrets = SessionSecrets.Of(run.Venue, configuration.Places.Variable);
                return await UntilToldToEndAsync(
                    told => bot.Definition.IsSimulated
                        ? LiveMarket.OnSimulatorAsync(bot, run, secrets.Slack, told)
                        : LiveMarket.OnExchangeAsync(bot, run, secrets, told),
                    stop).ConfigureAwait(false);
            default:
                throw new InvalidOperationException($"{job.GetType().Name} is not known");
        }
    }

    /// <summary>SIGTERM is the host's, once there is one: before that, too, it ends a session as it should.</summary>
    private static async Task<int> UntilToldToEndAsync(Func<CancellationToken, Task<int>> trade, CancellationToken stop)
    {
        using var told = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            told.Cancel();
            StrategyDeadline.Begin();
        });
        try
        {
            return await trade(told.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (told.IsCancellationRequested)
        {
            return ExitCode.Success; // there was no session yet to end
        }
    }

    /// <summary>What each option alone cannot know.</summary>
    private static void Check(TradeJob job, ParseResult parsed)
    {
        switch (job)
        {
            case TradeJob.OnHistory { Options: { Start: var start, End: var end } } when end <= start:
                throw new UserError("--end: must be after --start");
            case TradeJob.OnMarket market:
                if (parsed.GetValue(TradeOptions.End.Option) is not null)
                    throw new UserError("--end: needs --start; both together select the part of history to trade");
                Check(market.Bot.Definition, market.Options);
                break;
        }
    }

    /// <summary>What only a session has may stand in a configuration that both use: a backtest is not asked.</summary>
    private static void Check(BotDefinition bot, RunOptions run)
    {
        var place = run.Environment;
        if (place.CandleDirectory is null && !bot.IsSimulated)
        {
            throw new UserError(
                "--data: 'synthetic' needs --start; a made-up market has a past only. For paper trading without "
                + "Kraken use -x simulator");
        }

        if (bot.IsLive && place.ValidatesOrders)
            throw new UserError("--validate: not with --live; it is for paper trading");
        if (place.HasDeadMansSwitch && !(bot.IsLive && bot.Orders.Rest))
            throw new UserError("--dead-mans-switch: needs --live and --order limit or --order post-only");
        if (bot.IsSimulated && place.At is not null)
            throw new UserError("--at: not with -x simulator, which starts its own; use -x kraken");
        if (bot.Period > LongestLivePeriod)
            throw new UserError($"--period: {bot.Period} can be traded on history only; use at most 1440");
        if (!bot.IsSimulated && place.At is null && run.Speed is not null)
            throw new UserError("--speed: Kraken's clock runs at its own; use it with -x simulator");
    }

    /// <summary>Reads every option, also those of the other kind of job: wrong ones are told in any case.</summary>
    private static TradeJob JobOf(ParseResult parsed, VenueList venues)
    {
        var start = TradeOptions.Start.ReadIfGiven(parsed, OptionValues.Start);
        var directory = DataDirectory(TradeOptions.Data.ReadIfGiven(parsed, OptionValues.NotEmpty));
        var pair = PairValues.Read(parsed, venues);
        var instrument = TradeOptions.Currency.Read(parsed, _ => start is null
            ? PairValues.Live(pair)
            : PairValues.Stored(pair, InStore(directory, venues)));
        var bot = BotOptions.Read(parsed, pair, instrument, isKnown: start is not null);
        var history = new BacktestOptions
        {
            Venue = pair.Venue,
            Instrument = instrument,
            Start = start ?? 0,
            End = TradeOptions.End.ReadIfGiven(parsed, OptionValues.End),
            Candles = directory is null ? null : new CandleStore(directory, venues),
            FillsGaps = TradeOptions.Gaps.Read(parsed, text => OptionValues.OneOf(text, "fill", "keep")) == "fill",
            Slippage = TradeOptions.Slippage.Read(parsed, OptionValues.Rate),
            PrintsLedger = parsed.GetValue(TradeOptions.Verbose),
        };
        var run = RunOptionsOf(parsed, pair.Venue, directory);
        return start is null ? new TradeJob.OnMarket(bot, run) : new TradeJob.OnHistory(bot, history);
    }

    private static RunOptions RunOptionsOf(ParseResult parsed, IVenue venue, string? directory) => new()
    {
        Venue = venue,
        Environment = new BotEnvironment
        {
            StorageDirectory = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty)
                ?? BotDatabase.DefaultDirectory,
            CandleDirectory = directory,
            At = LiveOptions.At.Read(parsed, text => text.Length == 0 ? null : OptionValues.Address(text)),
            ValidatesOrders = parsed.GetValue(LiveOptions.Validate),
            MayKeyWithdraw = parsed.GetValue(LiveOptions.AllowWithdrawalKey),
            HasDeadMansSwitch = parsed.GetValue(LiveOptions.DeadMansSwitch),
        },
        Speed = TradeOptions.Speed.ReadIfGiven(parsed, OptionValues.Speed),
        KeyFile = parsed.GetValue(LiveOptions.Key.Option),
        Tier = LiveOptions.AccountTier(parsed, venue),
        AgreesToTrading = parsed.GetValue(LiveOptions.TradingAgreement),
        Log = LogOptions.Settings(parsed),
        Slack = NotificationOptions.Read(parsed),
        Metrics = TelemetryOptions.Read(parsed),
    };

    private static string? DataDirectory(string? text) => text switch
    {
        null => CandleStore.DefaultDirectory,
        _ when text.Equals(TradeOptions.Synthetic, StringComparison.OrdinalIgnoreCase) => null,
        _ => text,
    };

    private static Predicate<InstrumentId> InStore(string? directory, VenueList venues) => pair =>
        directory is not null && new CandleStore(directory, venues).List().Any(series => series.Instrument == pair);
}

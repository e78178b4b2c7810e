using System.CommandLine;
using System.Runtime.InteropServices;
using TradingBot.Configuration;
using TradingBot.Core.Accounts;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;
using TradingBot.History;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Modes;
using TradingBot.Reports;
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
    public static TradeRequest Read(EffectiveOptions configuration) => configuration.Read(
        RequestOf,
        (request, parsed) =>
        {
            var live = LiveOptions.All.Except(LiveOptions.OfHistory);
            if (request.IsBacktest && live.FirstOrDefault(IsArgument) is { } option)
                throw new UserError($"{option.Name}: not with --start; {LiveOptions.WhyNotOnHistory(option)}");
            var resetsNothing = request.IsBacktest && LiveOptions.AreOff(request.Breakers);
            if (resetsNothing && IsArgument(LiveOptions.BreakerReset.Option))
                throw new UserError("--breaker-reset: with --start needs a breaker, such as --max-drawdown");

            var ignored = request.IsBacktest ? TradeOptions.OfSessions : TradeOptions.OfBacktests;
            if (ignored.FirstOrDefault(IsArgument) is { } useless)
                throw new UserError($"{useless.Name}: {(request.IsBacktest ? "not with" : "needs")} --start");
            Check(request);

            bool IsArgument(Option option) =>
                configuration.IsArgument(option) && parsed.GetResult(option) is { Implicit: false };
        });

    private static async Task<int> RunAsync(
        ParseResult parsed, EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        var request = Read(configuration) with
        {
            Output = TradeOptions.Output.ReadIfGiven(parsed, OptionValues.NewDirectory),
        };
        if (request.IsBacktest)
            return Backtest.Run(request, output, stop);
        var secrets = SessionSecrets.Of(configuration.Places.Variable);
        return await UntilToldToEndAsync(
            told => request.Exchange == "simulator"
                ? LiveMarket.OnSimulatorAsync(request, request.Speed ?? 60, secrets.Slack, told)
                : LiveMarket.OnKrakenAsync(request, request.Speed ?? 1, secrets, told),
            stop).ConfigureAwait(false);
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
    private static void Check(TradeRequest request)
    {
        if (!request.IsBacktest && request.End is not null)
            throw new UserError("--end: needs --start; both together select the part of history to trade");
        if (request.IsBacktest && request.End <= request.Start)
            throw new UserError("--end: must be after --start");
        if (request.IsBacktest)
            return; // what only a session has may stand in a configuration that both use
        if (request is { DataDirectory: null, Exchange: "kraken" })
        {
            throw new UserError(
                "--data: 'synthetic' needs --start; a made-up market has a past only. For paper trading without "
                + "Kraken use -x simulator");
        }

        if (request is { IsLive: true, Validates: true })
            throw new UserError("--validate: not with --live; it is for paper trading");
        if (request.HasDeadMansSwitch && !(request.IsLive && request.Placing.Rests))
            throw new UserError("--dead-mans-switch: needs --live and --order limit or --order post-only");
        if (request.Exchange == "simulator" && request.At is not null)
            throw new UserError("--at: not with -x simulator, which starts its own; use -x kraken");
        if (request.Timeframe.Minutes > LongestLivePeriod)
            throw new UserError($"--period: {request.Timeframe} can be traded on history only; use at most 1440");
        if (request is { Exchange: "kraken", At: null, Speed: not null })
            throw new UserError("--speed: Kraken's clock runs at its own; use it with -x simulator");
    }

    private static TradeRequest RequestOf(ParseResult parsed)
    {
        var start = TradeOptions.Start.ReadIfGiven(parsed, OptionValues.Start);
        var directory = DataDirectory(TradeOptions.Data.ReadIfGiven(parsed, OptionValues.NotEmpty));
        var (name, instrument) = TradeOptions.Currency.Read(parsed, text => (text.Trim(), start is null
            ? PairValues.Live(text.Trim())
            : PairValues.Stored(text, InStore(directory))));
        var strategy = TradeOptions.Strategy.Read(parsed, StrategyNames.Find);
        var request = new TradeRequest
        {
            Exchange = TradeOptions.Exchange.Read(parsed, text => OptionValues.OneOf(text, "kraken", "simulator")),
            Instrument = instrument,
            PairName = name,
            Timeframe = TradeOptions.Period.Read(parsed, OptionValues.Period),
            Poll = TimeSpan.FromSeconds(TradeOptions.Poll.Read(parsed, OptionValues.Poll)),
            Feed = TradeOptions.Feed.Read(parsed, text => OptionValues.OneOf(text, "socket", "rest")) == "rest"
                ? FeedKind.Rest
                : FeedKind.Socket,
            IsBacktest = start is not null,
            Start = start ?? 0,
            End = TradeOptions.End.ReadIfGiven(parsed, OptionValues.End),
            Speed = TradeOptions.Speed.ReadIfGiven(parsed, OptionValues.Speed),
            Strategy = strategy,
            Settings = SettingsOf(strategy, parsed.GetValue(TradeOptions.Set) ?? []),
            DataDirectory = directory,
            FillGaps = TradeOptions.Gaps.Read(parsed, text => OptionValues.OneOf(text, "fill", "keep")) == "fill",
            SizingOn = pair => TradeOptions.Volume.Read(parsed, text => OptionValues.Sizing(text, pair)),
            Trades = TradeOptions.Trades.Read(parsed, text => OptionValues.Count(text, most: 100)),
            Placing = PlacingOf(parsed),
            ShortTerms = ShortOptions.Read(parsed, strategy, start is null ? null : instrument),
            Balance = TradeOptions.Balance.Read(parsed, OptionValues.Balance),
            Fees = TradeOptions.Fee.Read(parsed, text => FeesOf(text, instrument)),
            IsFeeGiven = parsed.GetValue(TradeOptions.Fee.Option) is { Length: > 0 },
            Slippage = TradeOptions.Slippage.Read(parsed, OptionValues.Rate),
            Verbose = parsed.GetValue(TradeOptions.Verbose),
            IsBalanceGiven = parsed.GetValue(TradeOptions.Balance.Option) is not null,
            KeyFile = parsed.GetValue(LiveOptions.Key.Option),
            MayKeyWithdraw = parsed.GetValue(LiveOptions.AllowWithdrawalKey),
            Tier = LiveOptions.AccountTier(parsed),
            At = LiveOptions.At.Read(parsed, text => text.Length == 0 ? null : OptionValues.Address(text)),
            IsLive = parsed.GetValue(LiveOptions.Live),
            HasDeadMansSwitch = parsed.GetValue(LiveOptions.DeadMansSwitch),
            AgreesToTrading = parsed.GetValue(LiveOptions.TradingAgreement),
            Validates = parsed.GetValue(LiveOptions.Validate),
            BotName = LiveOptions.Name.ReadIfGiven(parsed, BotDatabase.NameOf),
            StorageDirectory = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty)
                ?? BotDatabase.DefaultDirectory,
            Breakers = start is null ? LiveOptions.Breakers(parsed) : LiveOptions.BreakersOfHistory(parsed),
            Log = LogOptions.Settings(parsed),
            Slack = NotificationOptions.Read(parsed),
            Metrics = TelemetryOptions.Read(parsed),
        };
        if (instrument.RulesAreKnown) // other pairs' wrong sizes are found when the exchange has named them
            RequireOrder(request.Sizing, instrument, parsed.GetValue(TradeOptions.Volume.Option) is not null);
        return request;
    }

    /// <summary>The default, 0.002 of whatever it is, may be too little: that is said once no trade was made.</summary>
    private static void RequireOrder(ISizing sizing, Instrument instrument, bool isGiven)
    {
        if (isGiven && sizing is FixedVolume always && always.Volume(price: 0, equity: 0) is var volume
            && volume < instrument.MinimumVolume)
        {
            throw new UserError($"--volume: {Text.Exact(volume)} {instrument.Base} is less than the smallest order of "
                + $"{instrument.Symbol}, {Text.Exact(instrument.MinimumVolume)} {instrument.Base}");
        }
    }

    private static OrderPlacing PlacingOf(ParseResult parsed)
    {
        var style = TradeOptions.Order.Read(parsed, OptionValues.Style);
        var patience = TradeOptions.OrderPatience.ReadIfGiven(
            parsed, text => OptionValues.Count(text, most: 30 * 86_400));
        if (style == OrderStyle.Market)
        {
            return patience is null
                ? OrderPlacing.AtTheMarket
                : throw new UserError("--order-patience: needs --order limit or --order post-only");
        }

        var candle = TradeOptions.Period.Read(parsed, OptionValues.Period).Length;
        return new OrderPlacing(style, patience is { } seconds ? TimeSpan.FromSeconds(seconds) : candle);
    }

    private static string? DataDirectory(string? text) => text switch
    {
        null => CandleStore.DefaultDirectory,
        _ when text.Equals(TradeOptions.Synthetic, StringComparison.OrdinalIgnoreCase) => null,
        _ => text,
    };

    private static Predicate<string> InStore(string? directory) => symbol =>
        directory is not null && new CandleStore(directory).List().Any(series => series.Symbol == symbol);

    private static FeeSchedule FeesOf(string text, Instrument instrument) =>
        text.Length == 0 ? KrakenFees.For(instrument) : FeeSchedule.Flat(OptionValues.Rate(text));

    private static StrategySettings SettingsOf(StrategyDefinition strategy, string[] assignments)
    {
        var twice = assignments.GroupBy(NameIn, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new UserError($"--set: {twice.Key} is given twice: {string.Join(", ", twice)}");
        foreach (var text in assignments)
            OfAssignments([text], meant: text);
        return OfAssignments(assignments, meant: null);

        static string NameIn(string assignment) => assignment.Split('=')[0].Trim();

        StrategySettings OfAssignments(string[] texts, string? meant)
        {
            try
            {
                var settings = StrategySettings.Of(strategy.Parameters, texts.Select(OptionValues.Assignment));
                if (meant is null)
                    _ = strategy.Create(new Chart(new Timeframe(1)), settings); // finds values that contradict others
                return settings;
            }
            catch (Exception wrong) when (wrong is SettingException or UserError)
            {
                throw new UserError($"--set: {wrong.Message}") { Value = meant };
            }
        }
    }
}

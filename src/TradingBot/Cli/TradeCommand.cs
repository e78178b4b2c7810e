using System.CommandLine;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Core.Trading;
using TradingBot.History;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Modes;
using TradingBot.Storage;

namespace TradingBot.Cli;

/// <summary>The main job, on the root command: with -s a backtest, without it live trading.</summary>
internal static class TradeCommand
{
    /// <summary>Minutes: the trades of a longer candle are too many to fetch at start.</summary>
    private const int LongestLivePeriod = 1440;

    public static void AddTo(RootCommand root, TextWriter output, CancellationToken stop)
    {
        foreach (var option in TradeOptions.All)
            root.Options.Add(option);
        root.SetAction((parsed, _) => RunAsync(parsed, output, stop));
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, CancellationToken stop)
    {
        var exchange = TradeOptions.Exchange.Read(parsed, text => OptionValues.OneOf(text, "kraken", "simulator"));
        var speed = TradeOptions.Speed.ReadIfGiven(parsed, OptionValues.Speed);
        var start = TradeOptions.Start.ReadIfGiven(parsed, OptionValues.Start);
        var end = TradeOptions.End.ReadIfGiven(parsed, OptionValues.End);
        if (start is null && end is not null)
            throw new UserError("--end: needs --start; both together select the part of history to trade");
        if (end <= start)
            throw new UserError("--end: must be after --start");
        var request = RequestOf(parsed, exchange, start, end);
        if (start is not null && LiveOptions.FirstGiven(parsed) is { } option)
            throw new UserError($"{option}: not with --start; a backtest sends nothing to Kraken");
        if (request is { IsLive: true, Validates: true })
            throw new UserError("--validate: not with --live; it is for paper trading");
        if (request.HasDeadMansSwitch && !(request.IsLive && request.Placing.Rests))
            throw new UserError("--dead-mans-switch: needs --live and --order limit or --order post-only");
        if (request.Exchange == "simulator" && request.At is not null)
            throw new UserError("--at: not with -x simulator, which starts its own; use -x kraken");
        if (start is not null)
            return Backtest.Run(request, output, stop);
        if (request.Timeframe.Minutes > LongestLivePeriod)
            throw new UserError($"--period: {request.Timeframe} can be traded on history only; use at most 1440");
        if (request is { Exchange: "kraken", At: null } && speed is not null)
            throw new UserError("--speed: Kraken's clock runs at its own; use it with -x simulator");
        return request.Exchange == "simulator"
            ? await LiveMarket.OnSimulatorAsync(request, speed ?? 60, output, stop).ConfigureAwait(false)
            : await LiveMarket.OnKrakenAsync(request, speed ?? 1, ApiKeySource.Standard, output, stop)
                .ConfigureAwait(false);
    }

    private static TradeRequest RequestOf(ParseResult parsed, string exchange, long? start, long? end)
    {
        var directory = DataDirectory(TradeOptions.Data.ReadIfGiven(parsed, OptionValues.NotEmpty));
        var (name, instrument) = TradeOptions.Currency.Read(parsed, text => (text.Trim(), start is null
            ? OptionValues.LivePair(text.Trim())
            : OptionValues.Pair(text, InStore(directory))));
        var strategy = TradeOptions.Strategy.Read(parsed, OptionValues.Strategy);
        var request = new TradeRequest
        {
            Exchange = exchange,
            Instrument = instrument,
            PairName = name,
            Timeframe = TradeOptions.Period.Read(parsed, OptionValues.Period),
            Poll = TimeSpan.FromSeconds(TradeOptions.Poll.Read(parsed, OptionValues.Poll)),
            Feed = TradeOptions.Feed.Read(parsed, text => OptionValues.OneOf(text, "socket", "rest")) == "rest"
                ? FeedKind.Rest
                : FeedKind.Socket,
            Start = start ?? 0,
            End = end,
            Strategy = strategy,
            Settings = SettingsOf(strategy, parsed.GetValue(TradeOptions.Set) ?? []),
            DataDirectory = directory,
            FillGaps = TradeOptions.Gaps.Read(parsed, text => OptionValues.OneOf(text, "fill", "keep")) == "fill",
            SizingOn = pair => TradeOptions.Volume.Read(parsed, text => OptionValues.Sizing(text, pair)),
            Trades = TradeOptions.Trades.Read(parsed, text => OptionValues.Count(text, most: 100)),
            Placing = PlacingOf(parsed),
            Balance = TradeOptions.Balance.Read(parsed, OptionValues.Balance),
            Fees = TradeOptions.Fee.Read(parsed, text => FeesOf(text, instrument)),
            IsFeeGiven = parsed.GetValue(TradeOptions.Fee.Option) is { Length: > 0 },
            Slippage = TradeOptions.Slippage.Read(parsed, OptionValues.Rate),
            Output = TradeOptions.Output.ReadIfGiven(parsed, OptionValues.NewDirectory),
            Verbose = parsed.GetValue(TradeOptions.Verbose),
            IsBalanceGiven = parsed.GetValue(TradeOptions.Balance.Option) is not null,
            KeyFile = parsed.GetValue(LiveOptions.Key.Option),
            MayKeyWithdraw = parsed.GetValue(LiveOptions.AllowWithdrawalKey),
            Tier = LiveOptions.AccountTier(parsed),
            At = LiveOptions.At.Read(parsed, text => text.Length == 0 ? null : OptionValues.Address(text)),
            IsLive = parsed.GetValue(LiveOptions.Live),
            HasDeadMansSwitch = parsed.GetValue(LiveOptions.DeadMansSwitch),
            Validates = parsed.GetValue(LiveOptions.Validate),
            BotName = parsed.GetValue(LiveOptions.Name.Option),
            StorageDirectory = LiveOptions.Storage.ReadIfGiven(parsed, OptionValues.NotEmpty)
                ?? BotDatabase.DefaultDirectory,
            Breakers = LiveOptions.Breakers(parsed),
            Slack = NotificationOptions.Read(parsed),
        };
        if (instrument.RulesAreKnown)
            _ = request.Sizing; // finds a wrong size now; for other pairs it is found when the exchange has named them
        return request;
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

    private static StrategySettings SettingsOf(StrategyDefinition strategy, IEnumerable<string> assignments)
    {
        try
        {
            var settings = StrategySettings.Of(strategy.Parameters, assignments.Select(OptionValues.Assignment));
            _ = strategy.Create(new Chart(new Timeframe(1)), settings); // finds values that contradict each other
            return settings;
        }
        catch (Exception wrong) when (wrong is SettingException or UserError)
        {
            throw new UserError($"--set: {wrong.Message}");
        }
    }
}

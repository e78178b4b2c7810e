using System.CommandLine;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.History;
using TradingBot.Kraken;
using TradingBot.Modes;

namespace TradingBot.Cli;

/// <summary>The main job, on the root command: with -s a backtest, without it live trading.</summary>
internal static class TradeCommand
{
    private const string NotLiveYet =
        "Trading on live prices is not built yet. Trade history instead: add '-s 2024-01-01 --data synthetic' for a "
        + "made-up market, or import Kraken's candles ('TradingBot history import FILE') and add '-s 2017-01-01'.";

    public static void AddTo(RootCommand root, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        foreach (var option in TradeOptions.All)
            root.Options.Add(option);
        root.SetAction(parsed => Run(parsed, output, errors, stop));
    }

    private static int Run(ParseResult parsed, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        TradeOptions.Exchange.Read(parsed, text => OptionValues.OneOf(text, "kraken"));
        TradeOptions.Poll.Read(parsed, OptionValues.Poll);
        var start = TradeOptions.Start.ReadIfGiven(parsed, OptionValues.Start);
        var end = TradeOptions.End.ReadIfGiven(parsed, OptionValues.End);
        if (start is null && end is not null)
            throw new UserError("--end: needs --start; both together select the part of history to trade");
        if (end <= start)
            throw new UserError("--end: must be after --start");
        var request = RequestOf(parsed, start ?? 0, end);
        if (start is not null)
            return Backtest.Run(request, output, stop);
        errors.WriteLine(NotLiveYet);
        return ExitCode.Failed;
    }

    private static BacktestRequest RequestOf(ParseResult parsed, long start, long? end)
    {
        var directory = DataDirectory(TradeOptions.Data.ReadIfGiven(parsed, OptionValues.NotEmpty));
        var instrument = TradeOptions.Currency.Read(parsed, text => OptionValues.Pair(text, InStore(directory)));
        var strategy = TradeOptions.Strategy.Read(parsed, OptionValues.Strategy);
        return new BacktestRequest
        {
            Instrument = instrument,
            Timeframe = TradeOptions.Period.Read(parsed, OptionValues.Period),
            Start = start,
            End = end,
            Strategy = strategy,
            Settings = SettingsOf(strategy, parsed.GetValue(TradeOptions.Set) ?? []),
            DataDirectory = directory,
            FillGaps = TradeOptions.Gaps.Read(parsed, text => OptionValues.OneOf(text, "fill", "keep")) == "fill",
            Sizing = TradeOptions.Volume.Read(parsed, text => OptionValues.Sizing(text, instrument)),
            Trades = TradeOptions.Trades.Read(parsed, text => OptionValues.Count(text, most: 100)),
            Balance = TradeOptions.Balance.Read(parsed, OptionValues.Balance),
            Fees = TradeOptions.Fee.Read(parsed, text => FeesOf(text, instrument)),
            Slippage = TradeOptions.Slippage.Read(parsed, OptionValues.Rate),
            Output = TradeOptions.Output.ReadIfGiven(parsed, OptionValues.NewDirectory),
            Verbose = parsed.GetValue(TradeOptions.Verbose),
        };
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

using System.CommandLine;
using TradingBot.Bots;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Modes.Portfolios;
using TradingBot.Modes.Recorded;
using TradingBot.Supervision;

namespace TradingBot.Cli;

/// <summary>The main job, on the root command: with -s a backtest, without it live trading.</summary>
internal static class TradeCommand
{
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
            if (job is TradeJob.OnHistory { Options: var history })
            {
                CheckRecording(history.Recording, IsArgument);
                CheckPortfolio(history, IsArgument);
            }

            Check(job, parsed);

            bool IsArgument(Option option) =>
                configuration.IsArgument(option) && parsed.GetResult(option) is { Implicit: false };
        });

    /// <summary>Fills and gaps of candles are a matter of options, those of a recording of what was recorded.</summary>
    private static void CheckRecording(RecordingOptions? recording, Func<Option, bool> isArgument)
    {
        if (recording is null && RecordedOptions.All.FirstOrDefault(isArgument) is { } alone)
            throw new UserError($"{alone.Name}: needs --data {RecordedOptions.Word}");
        if (recording is null)
            return;
        foreach (var (option, why) in TradeOptions.OfCandles.Where(of => isArgument(of.Option)))
            throw new UserError($"{option.Name}: not with --data {RecordedOptions.Word}; {why}");
    }

    /// <summary>What each bot of a portfolio does is in its file.</summary>
    private static void CheckPortfolio(BacktestOptions history, Func<Option, bool> isArgument)
    {
        if (history.Portfolio is null)
            return;
        if (TradeOptions.OfBots.FirstOrDefault(isArgument) is { } option)
            throw new UserError($"{option.Name}: not with --portfolio; the file says it of each bot");
        if (isArgument(TradeOptions.Html.Option))
            throw new UserError("--html: not with --portfolio; --output writes its report");
        if (history.Recording is not null)
            throw new UserError($"--portfolio: not with --data {RecordedOptions.Word}; it trades on candles");
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, EffectiveOptions configuration, TextWriter output, CancellationToken stop)
    {
        var job = Read(configuration);
        switch (job)
        {
            case TradeJob.OnHistory { Options.Portfolio: { } file } several:
                var balance = several.Bot.Definition.Balance ?? BotDefinition.DefaultBalance;
                var bots = new PortfolioFile(balance, WithReports(several.Options, parsed), configuration.Venues);
                return PortfolioBacktest.Run(bots.Read(file), output, stop);
            case TradeJob.OnHistory { Options.Recording: { } recording } history:
                if (!FullProgram.IsThis)
                    throw new FullProgramNeededException();
                return await RecordedBacktest
                    .RunAsync(history.Bot, WithReports(history.Options, parsed), recording, output, stop)
                    .ConfigureAwait(false);
            case TradeJob.OnHistory history:
                return Backtest.Run(history.Bot, WithReports(history.Options, parsed), output, stop);
            case TradeJob.OnMarket { Bot: var bot, Options: var run }:
                var secrets = SessionSecrets.Of(configuration.Places.Variable);
                return await TerminationSignal.UntilToldToEndAsync(
                    told => LiveMarket.RunAsync(bot, run, secrets, told), stop).ConfigureAwait(false);
            default:
                throw new InvalidOperationException($"{job.GetType().Name} is not known");
        }
    }

    /// <summary>Where reports go is made sure of before the work whose result goes there.</summary>
    private static BacktestOptions WithReports(BacktestOptions options, ParseResult parsed) => options with
    {
        Output = TradeOptions.Output.ReadIfGiven(parsed, OptionValues.NewDirectory),
        Html = TradeOptions.Html.ReadIfGiven(parsed, OptionValues.NewFile),
        Command = "TradingBot " + string.Join(' ', parsed.Tokens.Select(token => ShellText.Of(token.Value))),
    };

    /// <summary>What each option alone cannot know.</summary>
    private static void Check(TradeJob job, ParseResult parsed)
    {
        switch (job)
        {
            case TradeJob.OnHistory { Options: { Start: var start, End: var end } } when end <= start:
                throw new UserError("--end: must be after --start");
            case TradeJob.OnMarket market:
                RecordedOptions.RequireNone(parsed);
                if (parsed.GetValue(TradeOptions.End.Option) is not null)
                    throw new UserError("--end: needs --start; both together select the part of history to trade");
                // What only a session has may stand in a configuration that both use: a backtest is not asked.
                SessionChecks.Check([market.Bot.Definition], market.Options);
                SessionChecks.Check(market.Bot.Definition);
                break;
        }
    }

    /// <summary>Reads every option, also those of the other kind of job: wrong ones are reported in any case.</summary>
    private static TradeJob JobOf(ParseResult parsed, VenueList venues)
    {
        var start = TradeOptions.Start.ReadIfGiven(parsed, OptionValues.Start);
        var (bot, history) = HistoryOptions.Read(parsed, venues, start ?? 0, isKnown: start is not null);
        var run = SessionOptions.Read(parsed, venues, history.Venue);
        return start is null ? new TradeJob.OnMarket(bot, run) : new TradeJob.OnHistory(bot, history);
    }
}

using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Modes.Searches;
using TradingBot.Reports.Searches;
using TradingBot.Research;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Expressions;
using TradingBot.Research.Trials;
using TradingBot.Research.WalkForward;

namespace TradingBot.Cli.Research;

/// <summary>
/// <c>optimize [STRATEGY]</c>: tries many settings on history, and says how far the best may be believed.
/// </summary>
internal static class OptimizeCommand
{
    /// <summary>Beyond so many, candidates are not counted before a method is chosen.</summary>
    private const long MostCounted = 1_000_000;

    private static readonly Argument<string?> Strategy = new("STRATEGY")
    {
        Description = "as --strategy: a name, or a file of your own",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <param name="configuration">What file, environment and arguments say together.</param>
    /// <param name="output">For the report.</param>
    /// <param name="errors">For the progress, on a terminal.</param>
    /// <param name="time">For the time left.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static Command Create(
        EffectiveOptions configuration, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken stop)
    {
        var command = new Command(
            "optimize", "Try many settings of a strategy on history, and say how far the best may be believed.")
        {
            Strategy,
        };
        foreach (var option in SearchOptions.All.Concat(SearchOptions.OfBacktest))
            command.Options.Add(option);
        command.Options.Add(ConfigurationFile.Chosen.Option);
        command.SetAction(parsed => Run(parsed, configuration, output, errors, time, stop));
        return command;
    }

    private static int Run(
        ParseResult parsed,
        EffectiveOptions configuration,
        TextWriter output,
        TextWriter errors,
        TimeProvider time,
        CancellationToken stop)
    {
        var words = Words(configuration, parsed);
        var job = configuration.Read(
            effective => JobOf(effective, configuration.Venues, words),
            (job, _) =>
            {
                if (job.History.End <= job.History.Start)
                    throw new UserError("--end: must be after --start");
            });
        SearchOutcome outcome;
        using (var progress = new SearchDisplay(errors, time))
            outcome = SearchRun.Run(job, progress, stop);
        SearchReport.Write(output, outcome);
        SearchFiles.Write(outcome);
        return !outcome.Complete ? ExitCode.Interrupted
            : outcome.Best.Count == 0 ? ExitCode.Failed : ExitCode.Success;
    }

    private static SearchJob JobOf(ParseResult parsed, VenueList venues, CommandWords words)
    {
        if (parsed.GetValue(TradeOptions.Data.Option) is { } data && RecordedOptions.DirectoryOf(data) is not null)
            throw new UserError("--data: a search runs on candles; use a candle store, or synthetic");
        var start = TradeOptions.Start.ReadIfGiven(parsed, OptionValues.Start);
        var (bot, history) = HistoryOptions.Read(
            parsed, venues, start ?? 0, strategyName: parsed.GetValue(Strategy));
        var known = SearchedSettings.Of(bot.Strategy.Definition, text => PairProblem(text, parsed, venues));
        var conditions = parsed.GetValue(SearchOptions.Where) ?? [];
        var space = Named("--over", () => SearchSpace.Parse(parsed.GetValue(SearchOptions.Over) ?? [], known));
        RequireNotSet(parsed, space);
        var settings = bot.Strategy.Settings.Effective.ToList();
        foreach (var condition in conditions)
            space = Named("--where", () => space.Where(condition, settings));
        space = space.Where(candidate => TrialSetups.CanBeMade(bot, candidate));
        var (method, runs) = MethodOf(parsed, space);
        return new SearchJob
        {
            Bot = bot,
            History = history,
            HasStart = start is not null,
            Space = space,
            Pairs = PairsOf(space, bot.Strategy.Definition.Parameters.Select(one => one.Name), parsed, venues),
            Objectives = SearchOptions.By.Read(
                parsed, text => Read(() => Objective.Parse(text, ReportFigures.Scope))),
            Requirements = [.. (parsed.GetValue(SearchOptions.Require) ?? []).SelectMany(text =>
                Named("--require", () => Expression.Conditions(text, ReportFigures.Scope)))],
            Conditions = conditions,
            Method = method,
            Runs = runs,
            Seed = SearchOptions.Seed.Read(parsed, SearchOptions.SeedOf),
            Threads = SearchOptions.Threads.ReadIfGiven(parsed, text => OptionValues.Count(text, 1024))
                ?? Environment.ProcessorCount,
            Scheme = new WalkForwardScheme(
                SearchOptions.Train.Read(parsed, SearchOptions.Months),
                SearchOptions.Test.Read(parsed, SearchOptions.Months),
                parsed.GetValue(SearchOptions.Anchored)),
            Output = SearchOptions.Output.ReadIfGiven(parsed, OptionValues.NotEmpty),
            BacktestOptions = words.OfBacktest,
            Command = words.Typed,
        };
    }

    private static (string Method, long Runs) MethodOf(ParseResult parsed, SearchSpace space)
    {
        var runs = SearchOptions.Runs.ReadIfGiven(parsed, SearchOptions.RunsOf);
        if (parsed.GetValue(SearchOptions.Search.Option) is not null)
        {
            var method = SearchOptions.Search.Read(parsed, text => text.ToLowerInvariant());
            return (method, runs ?? (method == "grid" ? long.MaxValue : SearchOptions.DefaultRuns));
        }

        var isGrid = space.CountAllowed(MostCounted) is <= SearchOptions.LargestGrid;
        return isGrid
            ? ("grid", runs ?? long.MaxValue)
            : (SearchOptions.DefaultBeyondGrid, runs ?? SearchOptions.DefaultRuns);
    }

    /// <summary>A setting that is searched and set would have two values.</summary>
    private static void RequireNotSet(ParseResult parsed, SearchSpace space)
    {
        var set = (parsed.GetValue(TradeOptions.Set) ?? []).Select(text => text.Split('=')[0].Trim());
        var twice = set.FirstOrDefault(name => space.Dimensions.Any(
            dimension => dimension.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
        if (twice is not null)
            throw new UserError($"--set: {twice} is searched; leave it out, or name what is searched with --over");
    }

    private static Dictionary<string, (IVenue, Instrument)> PairsOf(
        SearchSpace space, IEnumerable<string> parameters, ParseResult parsed, VenueList venues)
    {
        var searched = parameters.Contains(SearchedSettings.Currency, StringComparer.OrdinalIgnoreCase)
            ? null
            : space.Dimensions.FirstOrDefault(dimension => dimension.Name == SearchedSettings.Currency);
        return searched?.Texts.ToDictionary(text => text, text => PairOf(text, parsed, venues)) ?? [];
    }

    private static (IVenue Venue, Instrument Instrument) PairOf(string text, ParseResult parsed, VenueList venues)
    {
        var exchange = parsed.GetValue(TradeOptions.Exchange.Option);
        var pair = PairValues.Of(text, exchange, venues);
        var directory = SessionOptions.DataDirectory(parsed);
        return (pair.Venue, PairValues.Stored(pair, HistoryOptions.InStore(directory, venues)));
    }

    private static string? PairProblem(string text, ParseResult parsed, VenueList venues)
    {
        try
        {
            _ = PairOf(text, parsed, venues);
            return null;
        }
        catch (UserError wrong)
        {
            return wrong.Message;
        }
    }

    private static T Named<T>(string option, Func<T> read)
    {
        try
        {
            return Read(read);
        }
        catch (UserError wrong)
        {
            throw new UserError($"{option}: {wrong.Message}");
        }
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SearchInputException wrong)
        {
            throw new UserError(wrong.Message);
        }
    }

    /// <summary>The command line in words, as it was typed and without what only a search has.</summary>
    private static CommandWords Words(EffectiveOptions configuration, ParseResult parsed)
    {
        var typed = configuration.Settings.Where(setting => setting.Rank == SettingRank.Flag).ToList();
        var search = SearchOptions.All.ToHashSet();
        var strategy = parsed.GetValue(Strategy);
        string[] all =
        [
            "TradingBot", "optimize", .. strategy is null ? [] : new[] { strategy }, .. typed.SelectMany(Word),
        ];
        return new CommandWords(
            string.Join(' ', all.Select(ShellText.Of)),
            [.. configuration.Settings.Where(setting => !search.Contains(setting.Option))
                .Where(setting => setting.Option != ConfigurationFile.Chosen.Option)
                .Select(setting => (setting.Option.Name, IsFlag(setting) ? null : setting.Text))]);
    }

    private static IEnumerable<string> Word(Setting setting) =>
        IsFlag(setting) ? [setting.Option.Name] : [setting.Option.Name, setting.Text];

    private static bool IsFlag(Setting setting) => setting.Option.ValueType == typeof(bool) && setting.Text == "true";

    /// <param name="Typed">The whole command.</param>
    /// <param name="OfBacktest">Options and values that a backtest has too.</param>
    private sealed record CommandWords(string Typed, IReadOnlyList<(string Option, string? Value)> OfBacktest);
}

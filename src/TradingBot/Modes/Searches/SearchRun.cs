using TradingBot.Input;
using TradingBot.Exchanges.Contract;
using TradingBot.Research;
using TradingBot.Research.Guard;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Search.Samplers;
using TradingBot.Research.Storage;
using TradingBot.Research.Trials;

namespace TradingBot.Modes.Searches;

/// <summary>
/// Runs a search: every trial on the disk at once, then the guard. Stopped, it keeps what is done; asked again, it goes
/// on there.
/// </summary>
internal sealed class SearchRun
{
    /// <summary>How many of the best are shown.</summary>
    private const int MostShown = 10;

    /// <summary>Beyond so many, allowed candidates are not counted before they are run.</summary>
    private const long MostCounted = 1_000_000;

    /// <summary>How often trials are counted beside the candles while a search runs.</summary>
    private const int CountEvery = 500;

    private readonly SearchJob _job;
    private readonly TrialSetups _setups;
    private readonly SearchFolder _folder;
    private readonly List<Trial> _trials = [];
    private readonly Dictionary<(InstrumentId Pair, int Period), long> _counts = [];
    private readonly TrialCount? _everCounted;

    private SearchRun(SearchJob job, TrialSetups setups, SearchFolder folder)
    {
        (_job, _setups, _folder) = (job, setups, folder);
        // What is found on a market that was made up is no knowledge that a later search could have.
        _everCounted = job.History.Candles is { } store ? new TrialCount(store.Directory) : null;
    }

    /// <summary>Told of each trial as it ends: how many have, of how many, and the best so far.</summary>
    internal interface IProgress
    {
        /// <param name="planned">Trials that will be run; null: not known.</param>
        /// <param name="known">Trials that were run before.</param>
        void Begin(long? planned, int known);

        /// <param name="done">Trials that have ended.</param>
        /// <param name="best">The best so far; null without one.</param>
        /// <param name="value">Of the first objective, the best's.</param>
        void Report(int done, Candidate? best, double value);
    }

    /// <exception cref="UserError">There are no candles, or its files cannot be read or written.</exception>
    public static SearchOutcome Run(SearchJob job, IProgress progress, CancellationToken stop)
    {
        var setups = TrialSetups.Load(job);
        try
        {
            return new SearchRun(job, setups, SearchFolder.Open(job, setups.DataNames)).Run(progress, stop);
        }
        catch (SearchFileException wrong)
        {
            throw new UserError(wrong.Message, ExitCode.Failed);
        }
        catch (SearchInputException wrong)
        {
            throw new UserError($"--search: {wrong.Message}");
        }
    }

    private SearchOutcome Run(IProgress progress, CancellationToken stop)
    {
        using var log = TrialLog.Open(_folder.Path, _job.Space.Dimensions);
        var allowed = _job.Space.CountAllowed(MostCounted);
        var planned = allowed is { } count ? Math.Min(count, _job.Runs) : _job.Runs;
        progress.Begin(planned, (int)Math.Min(log.Count, planned));
        var complete = Sweep(log, progress, stop);
        log.Sync();
        Count();
        return OutcomeOf(log, planned, complete);
    }

    /// <returns>False where it was stopped.</returns>
    private bool Sweep(TrialLog log, IProgress progress, CancellationToken stop)
    {
        var sweep = new Sweep(
            SearchMethods.Create(_job.Method, _job.Space, _job.Seed),
            _setups.Of,
            _job.Objectives,
            _job.Requirements)
        {
            Threads = _job.Threads,
            MostTrials = _job.Runs,
            Known = log.Find,
        };
        Trial? best = null;
        try
        {
            sweep.Run(
                swept =>
                {
                    log.Append(swept);
                    Add(swept.Trial);
                    if (IsBetter(swept.Trial, best))
                        best = swept.Trial;
                    progress.Report(_trials.Count, best?.Candidate, ValueOf(best));
                },
                stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>By the first objective.</summary>
    private static bool IsBetter(Trial trial, Trial? best) =>
        trial is { IsScored: true, Violations: 0 } && (best is null || trial.Scores[0] > best.Scores[0]);

    private double ValueOf(Trial? trial) =>
        trial is null ? double.NaN : _job.Objectives[0].IsMinimised ? -trial.Scores[0] : trial.Scores[0];

    private void Add(Trial trial)
    {
        _trials.Add(trial);
        var market = MarketOf(trial.Candidate);
        _counts[market] = _counts.GetValueOrDefault(market) + 1;
        if (_trials.Count % CountEvery == 0)
            Count();
    }

    private void Count()
    {
        if (_everCounted is null)
            return;
        try
        {
            foreach (var ((pair, period), trials) in _counts)
                _everCounted.Set(pair, period, _folder.Id, trials);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A store that is only read cannot count; the search's own trials are known all the same.
        }
    }

    private (InstrumentId Pair, int Period) MarketOf(Candidate candidate)
    {
        var (pair, period) = SearchedSettings.MarketOf(_job.Bot.Definition, candidate, _job.Bot.Strategy.Definition);
        var options = _setups.HistoryOf(pair, period);
        return (new InstrumentId(options.Venue.Name, options.Instrument.Symbol), period);
    }

    private SearchOutcome OutcomeOf(TrialLog log, long? planned, bool complete)
    {
        var numbers = new Dictionary<Candidate, int>();
        foreach (var (number, trial) in _trials.Index())
            numbers[trial.Candidate] = number;
        var best = TrialRanking.Best(_trials);
        IReadOnlyList<Trial> shown = _job.Objectives.Count > 1
            ? best
            : [.. _trials.Where(trial => trial is { IsScored: true, Violations: 0 })
                .OrderByDescending(trial => trial.Scores[0])
                .ThenBy(trial => trial.Candidate, Comparer<Candidate>.Create((one, other) => one.CompareTo(other)))
                .Take(MostShown)];
        var failed = _trials.Index().Where(trial => log.Find(trial.Index, trial.Item.Candidate)!.Failure is not null)
            .Select(trial => trial.Index).ToList();
        return new SearchOutcome
        {
            Job = _job,
            Folder = _folder,
            DataNames = _setups.DataNames,
            Planned = planned,
            Done = _trials.Count,
            Failed = failed.Count,
            FirstFailure = failed.Count == 0
                ? null : $"{failed[0] + 1}: {log.Find(failed[0], _trials[failed[0]].Candidate)!.Failure}",
            Allowed = _trials.Count(trial => trial is { IsScored: true, Violations: 0 }),
            Complete = complete,
            Best = [.. shown.Select(trial => new SearchOutcome.RankedTrial(
                numbers[trial.Candidate] + 1, trial, log.Find(numbers[trial.Candidate], trial.Candidate)!.Figures))],
            Guarded = best.Count == 0 ? null : Guarded(log, best[0].Candidate, numbers, failed.ToHashSet()),
        };
    }

    /// <summary>Null where trials have no days in common.</summary>
    private SearchOutcome.GuardedTrial? Guarded(
        TrialLog log, Candidate best, Dictionary<Candidate, int> numbers, HashSet<int> failed)
    {
        int[] sets = [.. Enumerable.Range(0, _trials.Count).Where(number => !failed.Contains(number))];
        if (log.Returns(sets) is not { Days: >= 3 } returns)
            return null;
        var setup = _setups.Of(best);
        var bot = _setups.BotOf(best);
        var ever = _counts.Keys.Sum(market => _everCounted?.Total(market.Pair, market.Period) ?? 0);
        var guard = OverfittingGuard.Of(new GuardInput
        {
            Returns = returns,
            Chosen = Array.IndexOf(sets, numbers[best]),
            TrialsEver = Math.Max(_trials.Count, ever),
            Holding = HoldingReturns.Of(setup, returns.FirstDay, returns.Days),
            Scheme = _job.Scheme,
            Neighbours = [.. _job.Space.Neighbours(best).Where(numbers.ContainsKey)
                .Select(near => log.Find(numbers[near], near)!)
                .Where(near => near.Failure is null)
                .Select(near => near.Figures[ReportFigures.IndexOf("sharpe")])
                .Where(double.IsFinite)],
            Edges = [.. _job.Space.Edges(best).Select(dimension => dimension.Name)],
            Truncation = DecisionChecks.Truncation(setup, CancellationToken.None),
            WarmUp = DecisionChecks.WarmUp(setup, CancellationToken.None),
        });
        string[] names = [.. sets.Select(number => _trials[number].Candidate.ToString())];
        return new SearchOutcome.GuardedTrial(bot, _setups.HistoryOf(bot), names, guard);
    }
}

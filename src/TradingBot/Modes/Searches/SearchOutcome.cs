using TradingBot.Bots;
using TradingBot.Research.Guard;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Trials;

namespace TradingBot.Modes.Searches;

/// <summary>What a search has found; the console and the files are views of it.</summary>
internal sealed record SearchOutcome
{
    public required SearchJob Job { get; init; }

    public required SearchFolder Folder { get; init; }

    /// <summary>Where the candles came from, a line for each pair and period.</summary>
    public required IReadOnlyList<string> DataNames { get; init; }

    /// <summary>Trials that were to be run; null: as many as the method finds.</summary>
    public required long? Planned { get; init; }

    /// <summary>How many have ended.</summary>
    public required int Done { get; init; }

    /// <summary>Of them, those that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Why the first of them failed, with its number; null where none has.</summary>
    public required string? FirstFailure { get; init; }

    /// <summary>Of them, those with a score that satisfy every requirement.</summary>
    public required int Allowed { get; init; }

    /// <summary>False where it was stopped.</summary>
    public required bool Complete { get; init; }

    /// <summary>From the best on; with several objectives all that nothing is better than.</summary>
    public required IReadOnlyList<RankedTrial> Best { get; init; }

    /// <summary>Of the first of <see cref="Best"/>; null where there is none.</summary>
    public GuardedTrial? Guarded { get; init; }

    /// <summary>A trial among the best.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Trial">Its settings and scores.</param>
    /// <param name="Figures">A value for each of <see cref="ReportFigures.All"/>.</param>
    internal sealed record RankedTrial(int Number, Trial Trial, double[] Figures)
    {
        /// <param name="name">One of <see cref="ReportFigures.All"/>.</param>
        public double Figure(string name) => Figures[ReportFigures.IndexOf(name)];
    }

    /// <summary>The best trial, and how far it may be believed.</summary>
    /// <param name="Bot">It as a bot.</param>
    /// <param name="History">What it was tried on.</param>
    /// <param name="Sets">Settings of the sets that the guard has seen, by their number there.</param>
    /// <param name="Guard">What was found.</param>
    internal sealed record GuardedTrial(
        LoadedBot Bot, BacktestOptions History, IReadOnlyList<string> Sets, OverfittingGuard Guard);
}

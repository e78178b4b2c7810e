using TradingBot.Research.Search;
using TradingBot.Research.Search.Expressions;
using TradingBot.Research.Search.Ranking;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Research.Trials;

/// <summary>
/// Runs what a sampler asks for, on several threads over the same candles. Trials are told of in the order in which
/// they were asked for, whichever thread ends first: with any number of threads the same trials come in the same order.
/// </summary>
/// <param name="sampler">Asks for trials, and learns from them.</param>
/// <param name="setupOf">Makes a backtest of a candidate; is called on several threads.</param>
/// <param name="objectives">What is searched for; at least one.</param>
/// <param name="requirements">What a result must satisfy.</param>
internal sealed class Sweep(
    ISampler sampler,
    Func<Candidate, TrialSetup> setupOf,
    IReadOnlyList<Objective> objectives,
    IReadOnlyList<Expression> requirements)
{
    private long _count;

    /// <summary>At most so many run at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Ends after so many trials, in the middle of a batch if need be.</summary>
    public long MostTrials { get; init; } = long.MaxValue;

    /// <summary>The result of a trial that was run before a search was stopped; null: run it.</summary>
    public Func<Candidate, TrialResult?> Known { get; init; } = _ => null;

    /// <summary>Runs until the sampler has no more, enough were run, or it is stopped.</summary>
    /// <param name="took">Is given each trial, one at a time and in order; on any thread.</param>
    /// <param name="stop">Ends it; trials that have not ended are as if they had not begun.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(Action<SweptTrial> took, CancellationToken stop)
    {
        while (_count < MostTrials && sampler.Ask() is { Count: > 0 } batch)
        {
            var length = (int)Math.Min(batch.Count, MostTrials - _count);
            var results = Run([.. batch.Take(length)], took, stop);
            _count += length;
            if (length == batch.Count)
                sampler.Tell(results);
        }
    }

    private Trial[] Run(Candidate[] batch, Action<SweptTrial> took, CancellationToken stop)
    {
        var guard = new Lock();
        var trials = new SweptTrial?[batch.Length];
        var next = 0;
        var threads = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = stop };
        Parallel.For(0, batch.Length, threads, i =>
        {
            var trial = RunOne(_count + i, batch[i], stop);
            lock (guard)
            {
                trials[i] = trial;
                for (; next < trials.Length && trials[next] is { } ready; next++)
                    took(ready);
            }
        });
        return [.. trials.Select(trial => trial!.Trial)];
    }

    private SweptTrial RunOne(long number, Candidate candidate, CancellationToken stop)
    {
        var result = Known(candidate) ?? TrialRunner.Run(setupOf(candidate), stop);
        var trial = result.Failure is null
            ? Trial.Of(candidate, objectives, requirements, result.Figures)
            : Trial.Failed(candidate, objectives.Count);
        return new SweptTrial(number, result, trial);
    }
}

/// <summary>A trial of a sweep.</summary>
/// <param name="Number">From 0, in the order in which they were asked for.</param>
/// <param name="Result">Its figures and daily returns, or why there are none.</param>
/// <param name="Trial">How good it was.</param>
internal sealed record SweptTrial(long Number, TrialResult Result, Trial Trial);

using System.Runtime.ExceptionServices;
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

    /// <summary>
    /// The result of a trial, by its number, that was run before a search was stopped; null: run it.
    /// </summary>
    public Func<long, Candidate, TrialResult?> Known { get; init; } = (_, _) => null;

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
        var results = new Trial[batch.Length];
        var inOrder = new InOrder(swept =>
        {
            results[swept.Number - _count] = swept.Trial;
            took(swept);
        }, _count);
        var next = -1;
        var threads = Math.Min(Threads, batch.Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
        try
        {
            // Each takes the next one, so that few trials wait for an earlier one to end.
            Parallel.For(0, threads, options, (_, loop) =>
            {
                while (!loop.ShouldExitCurrentIteration && Interlocked.Increment(ref next) is var i && i < batch.Length)
                {
                    stop.ThrowIfCancellationRequested();
                    inOrder.Add(RunOne(_count + i, batch[i], stop));
                }
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return results;
    }

    private SweptTrial RunOne(long number, Candidate candidate, CancellationToken stop)
    {
        var result = Known(number, candidate) ?? TrialRunner.Run(() => setupOf(candidate), stop);
        var trial = result.Failure is null
            ? Trial.Of(candidate, objectives, requirements, result.Figures)
            : Trial.Failed(candidate, objectives.Count);
        return new SweptTrial(number, result, trial);
    }

    /// <summary>Hands on what comes in any order in the order of the numbers, and forgets it.</summary>
    private sealed class InOrder(Action<SweptTrial> took, long next)
    {
        private readonly Lock _guard = new();
        private readonly Dictionary<long, SweptTrial> _waiting = [];

        public void Add(SweptTrial trial)
        {
            lock (_guard)
            {
                _waiting.Add(trial.Number, trial);
                for (; _waiting.Remove(next, out var ready); next++)
                    took(ready);
            }
        }
    }
}

/// <summary>A trial of a sweep.</summary>
/// <param name="Number">From 0, in the order in which they were asked for.</param>
/// <param name="Result">Its figures and daily returns, or why there are none.</param>
/// <param name="Trial">How good it was.</param>
internal sealed record SweptTrial(long Number, TrialResult Result, Trial Trial);

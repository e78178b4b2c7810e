using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using TradingBot.Exchanges.Contract.Answers;
using RestAnswer = TradingBot.Exchanges.Contract.Answers.Answer<System.ReadOnlyMemory<byte>>;

namespace TradingBot.Exchanges.Connections;

/// <summary>
/// The two ways a call may be made. <see cref="Read"/> retries. <see cref="Write"/> has a time limit and nothing
/// else: an order sent again is a second order. Two names, so that the dangerous one cannot be picked by habit.
/// </summary>
internal sealed partial class RestPipelines
{
    private readonly string _venue;
    private readonly ILogger<RestPipelines> _log;

    /// <param name="venue">For words: <c>Kraken</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Changes of state.</param>
    /// <param name="times">The figures, or null for the usual ones.</param>
    /// <param name="chance">Numbers from 0 up to 1 for the jitter of retries, or null for the runtime's.</param>
    public RestPipelines(
        string venue,
        TimeProvider time,
        ILogger<RestPipelines> log,
        PipelineTimes? times = null,
        Func<double>? chance = null)
    {
        (_venue, _log) = (venue, log);
        times ??= new PipelineTimes();
        var around = new ResiliencePipelineBuilder<RestAnswer> { TimeProvider = new MonotonicTime(time) }
            .AddRetry(Retry(times, chance ?? Random.Shared.NextDouble))
            .AddCircuitBreaker(Breaker(times))
            .Build();
        Read = new RestPipeline(around, Limit(time, times.ReadLimit), venue);
        Write = new RestPipeline(ResiliencePipeline<RestAnswer>.Empty, Limit(time, times.WriteLimit), venue);
    }

    /// <summary>For what changes nothing: retries with jitter, a limit for each attempt, a circuit breaker.</summary>
    public RestPipeline Read { get; }

    /// <summary>For what changes something: one attempt, one time limit.</summary>
    public RestPipeline Write { get; }

    private static ResiliencePipeline<RestAnswer> Limit(TimeProvider time, TimeSpan limit) =>
        new ResiliencePipelineBuilder<RestAnswer> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = limit })
            .Build();

    private static RetryStrategyOptions<RestAnswer> Retry(PipelineTimes times, Func<double> chance) => new()
    {
        MaxRetryAttempts = times.Retries,
        Delay = times.FirstPause,
        MaxDelay = times.LongestPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = chance,
        ShouldHandle = attempt => ValueTask.FromResult(IsWorthRepeating(attempt.Outcome.Result, attempt.AttemptNumber)),
        DelayGenerator = attempt => ValueTask.FromResult(PauseAfter(attempt.Outcome.Result, times)),
    };

    private static bool IsWorthRepeating(RestAnswer? answer, int attempt) => answer switch
    {
        RestAnswer.Unknown or RestAnswer.NotSent => true,
        RestAnswer.Rejected { Error.Retry: RetryAdvice.AfterPause or RetryAdvice.WithBackoff } => true,
        RestAnswer.Rejected { Error.Retry: RetryAdvice.OnceWithNewNonce } => attempt == 0,
        _ => false,
    };

    // Null leaves the pause to the strategy: doubling, with jitter.
    private static TimeSpan? PauseAfter(RestAnswer? answer, PipelineTimes times) => answer switch
    {
        RestAnswer.Rejected { Error.Retry: RetryAdvice.AfterPause } => times.RefusalPause,
        RestAnswer.Rejected { Error.Retry: RetryAdvice.OnceWithNewNonce } => TimeSpan.Zero,
        _ => null,
    };

    private CircuitBreakerStrategyOptions<RestAnswer> Breaker(PipelineTimes times) => new()
    {
        FailureRatio = 0.9,
        MinimumThroughput = times.BreakerAttempts,
        SamplingDuration = times.BreakerWindow,
        BreakDuration = times.BreakerPause,
        // A refusal is a sign of life: only silence opens the circuit.
        ShouldHandle = attempt =>
            ValueTask.FromResult(attempt.Outcome.Result is RestAnswer.Unknown or RestAnswer.NotSent),
        OnOpened = opened =>
        {
            CircuitOpened(_venue, opened.BreakDuration.TotalSeconds);
            return default;
        },
        OnClosed = _ =>
        {
            CircuitClosed(_venue);
            return default;
        },
    };

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Venue}'s REST interface is not responding; reads are paused for {Seconds} s")]
    private partial void CircuitOpened(string venue, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Venue}'s REST interface responds again")]
    private partial void CircuitClosed(string venue);
}

using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using RestAnswer = TradingBot.Kraken.Answer<System.ReadOnlyMemory<byte>>;

namespace TradingBot.Kraken.Rest;

/// <summary>
/// The two ways a call may be made. <see cref="Read"/> retries. <see cref="Write"/> has a time limit and nothing
/// else: an order sent again is a second order. Two names, so that the dangerous one cannot be picked by habit.
/// </summary>
internal sealed partial class KrakenPipelines
{
    private readonly ILogger<KrakenPipelines> _log;

    /// <param name="time">The clock.</param>
    /// <param name="log">Changes of state.</param>
    /// <param name="times">The figures, or null for the usual ones.</param>
    /// <param name="chance">Numbers from 0 up to 1 for the jitter of retries, or null for the runtime's.</param>
    public KrakenPipelines(
        TimeProvider time, ILogger<KrakenPipelines> log, PipelineTimes? times = null, Func<double>? chance = null)
    {
        _log = log;
        times ??= new PipelineTimes();
        var around = new ResiliencePipelineBuilder<RestAnswer> { TimeProvider = new MonotonicTime(time) }
            .AddRetry(Retry(times, chance ?? Random.Shared.NextDouble))
            .AddCircuitBreaker(Breaker(times))
            .Build();
        Read = new RestPipeline(around, Limit(time, times.ReadLimit));
        Write = new RestPipeline(ResiliencePipeline<RestAnswer>.Empty, Limit(time, times.WriteLimit));
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
            CircuitOpened(opened.BreakDuration.TotalSeconds);
            return default;
        },
        OnClosed = _ =>
        {
            CircuitClosed();
            return default;
        },
    };

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Kraken's REST interface does not answer; reads pause for {Seconds} s")]
    private partial void CircuitOpened(double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Kraken's REST interface answers again")]
    private partial void CircuitClosed();
}

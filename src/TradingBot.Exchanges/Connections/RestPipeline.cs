using Polly;
using Polly.CircuitBreaker;
using RestAnswer = TradingBot.Exchanges.Contract.Answers.Answer<System.ReadOnlyMemory<byte>>;

namespace TradingBot.Exchanges.Connections;

/// <summary>
/// Runs a call: what surrounds all attempts, then for each attempt the admission and the limited sending.
/// </summary>
/// <param name="around">Retries and circuit breaker, or nothing.</param>
/// <param name="attempt">The time limit of one attempt.</param>
/// <param name="venue">For words.</param>
internal sealed class RestPipeline(
    ResiliencePipeline<RestAnswer> around, ResiliencePipeline<RestAnswer> attempt, string venue)
{
    /// <param name="admit">Waits until the rate limit has room; not part of the time limit.</param>
    /// <param name="send">
    /// One attempt. It turns the end of its token into an answer, since only it knows what was sent.
    /// </param>
    /// <param name="cancellation">
    /// Ends everything, with an <see cref="OperationCanceledException"/> if nothing was sent.
    /// </param>
    public async Task<RestAnswer> RunAsync(
        Func<CancellationToken, Task> admit,
        Func<CancellationToken, Task<RestAnswer>> send,
        CancellationToken cancellation)
    {
        try
        {
            return await around.ExecuteAsync(
                async outer =>
                {
                    await admit(outer).ConfigureAwait(false);
                    return await attempt
                        .ExecuteAsync(async inner => await send(inner).ConfigureAwait(false), outer)
                        .ConfigureAwait(false);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            return new RestAnswer.NotSent($"{venue}'s REST interface is not responding; reads are paused");
        }
    }
}

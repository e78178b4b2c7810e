using System.Globalization;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Data.Download;

/// <summary>
/// Asks an exchange until it answers: what passes by itself (no line, an exchange in trouble, too many calls, a
/// lockout) is said and waited out, however long it takes. The calls retry and keep to the rate limit before that.
/// </summary>
/// <param name="exchange">For words.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Gets a line for the user.</param>
internal sealed class PatientReader(string exchange, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <exception cref="FeedFailedException">It was refused for what it asks; the message is one line.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<Answer<T>>> ask, CancellationToken stop)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var answer = await ask(stop).ConfigureAwait(false);
            if (answer is Answer<T>.Success success)
                return success.Value;
            var refused = (answer as Answer<T>.Rejected)?.Error;
            if (refused is not null && !Passes(refused))
                throw new FeedFailedException($"{exchange}: {refused.Text}");
            var wait = refused?.Lockout is { } lockout && lockout > pause ? lockout : pause;
            say($"{exchange}: {AnswerText.Of(answer)}; asking again in {Text(wait)}");
            await Task.Delay(wait, time, stop).ConfigureAwait(false);
        }
    }

    private static bool Passes(ExchangeError error) => error.Lockout is not null
        || error.Retry is RetryAdvice.AfterPause or RetryAdvice.WithBackoff or RetryAdvice.WhenStatusChanges;

    private static string Text(TimeSpan pause) =>
        string.Create(CultureInfo.InvariantCulture, $"{pause.TotalSeconds:N0} s");
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace TradingBot.Notifications;

/// <summary>
/// Carries notices to Slack, one after the other, in the background: one a second at most, later where Slack says so,
/// again where it does not answer. What Slack refuses for good turns it off, with one line in the log. A message whose
/// answer was lost is sent again and may be seen twice.
/// </summary>
internal sealed partial class SlackSender : IHostedService, IDisposable
{
    private readonly SlackClient _client;
    private readonly SlackOptions _options;
    private readonly NoticeQueue _queue;
    private readonly TimeProvider _time;
    private readonly SlackTimes _times;
    private readonly ILogger<SlackSender> _log;
    private readonly ResiliencePipeline<SlackAnswer> _pipeline;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private long? _lastPost;
    private bool _isReachable = true;

    /// <param name="client">Posts.</param>
    /// <param name="options">Where.</param>
    /// <param name="queue">What to post.</param>
    /// <param name="time">The wall's: Slack does not live by a session's clock.</param>
    /// <param name="log">Gets a line when Slack is out of reach, back, or refuses.</param>
    /// <param name="times">How long to wait for what.</param>
    public SlackSender(
        SlackClient client,
        SlackOptions options,
        NoticeQueue queue,
        TimeProvider time,
        ILogger<SlackSender> log,
        SlackTimes? times = null)
    {
        (_client, _options, _queue, _time, _log) = (client, options, queue, time, log);
        _times = times ?? new SlackTimes();
        _pipeline = new ResiliencePipelineBuilder<SlackAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<SlackAnswer>
            {
                MaxRetryAttempts = int.MaxValue, // the queue has a bound, patience needs none
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is SlackAnswer.Later),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(
                    PauseAfter((SlackAnswer.Later)attempt.Outcome.Result!, attempt.AttemptNumber)),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = _times.AnswerLimit })
            .Build();
    }

    /// <summary>The background work; it never fails.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Gives what is waiting two seconds.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Close();
        try
        {
            await _running.WaitAsync(_times.Farewell, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            NotSent(_queue.Count + 1);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _queue.TakeAsync(stop).ConfigureAwait(false) is { } taken)
            {
                var message = SlackMessage.Of(taken.Notice, _options, taken.Dropped);
                var answer = await _pipeline
                    .ExecuteAsync(async limited => await PostAsync(message, limited).ConfigureAwait(false), stop)
                    .ConfigureAwait(false);
                if (answer is SlackAnswer.Refused refused)
                {
                    SwitchedOff(refused.Reason);
                    _queue.Abandon();
                    return;
                }

                if (answer is SlackAnswer.BadMessage bad)
                    MessageRefused(taken.Notice.Title, bad.Reason);
                else
                    taken.Notice.OnPosted?.Invoke();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the program ends
        }
        catch (Exception bug)
        {
            // Whatever it is, it must not reach the trading.
            _queue.Abandon();
            Broken(bug);
        }
    }

    private async Task<SlackAnswer> PostAsync(byte[] message, CancellationToken limited)
    {
        if (_lastPost is { } last && _times.Pace - _time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, _time, limited).ConfigureAwait(false);
        _lastPost = _time.GetTimestamp();
        var answer = await _client.PostAsync(message, limited).ConfigureAwait(false);
        if (answer is SlackAnswer.Later later && !_stop.IsCancellationRequested)
        {
            if (_isReachable)
                OutOfReach(later.Reason);
            _isReachable = false;
        }
        else if (answer is SlackAnswer.Posted && !_isReachable)
        {
            _isReachable = true;
            Back();
        }

        return answer;
    }

    private TimeSpan PauseAfter(SlackAnswer.Later answer, int attempt)
    {
        if (answer.After is { } asked)
            return asked < _times.Pace ? _times.Pace : asked < _times.LongestAsked ? asked : _times.LongestAsked;
        var pause = _times.FirstPause * Math.Pow(2, Math.Min(attempt, 10));
        return pause < _times.LongestPause ? pause : _times.LongestPause;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Slack accepts no notices for now: {Reason}; they wait, trading does not")]
    private partial void OutOfReach(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack accepts notices again")]
    private partial void Back();

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack refuses: {Reason}; no more notices are sent")]
    private partial void SwitchedOff(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack rejected the notice '{Title}': {Reason}")]
    private partial void MessageRefused(string title, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} notices for Slack were not sent")]
    private partial void NotSent(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending to Slack failed; no more notices are sent")]
    private partial void Broken(Exception failure);
}

namespace TradingBot.Supervision;

/// <summary>
/// A start may take as long as it gets answers: each gives it another minute before the supervisor ends it. One that
/// hangs gets none.
/// </summary>
internal sealed class StartProgress(NotifySocket supervisor)
{
    private volatile bool _isOver;

    /// <summary>Around whatever the start asks; passes everything on as it is.</summary>
    public DelegatingHandler Handler() => new Listener(this);

    /// <summary>The session is ready, or on its way out.</summary>
    public void End() => _isOver = true;

    private void Answered()
    {
        if (!_isOver)
            supervisor.Send("EXTEND_TIMEOUT_USEC=60000000");
    }

    private sealed class Listener(StartProgress progress) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            progress.Answered();
            return answer;
        }
    }
}

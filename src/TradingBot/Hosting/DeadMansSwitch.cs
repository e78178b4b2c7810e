using Microsoft.Extensions.Logging;

namespace TradingBot.Hosting;

/// <summary>
/// Has Kraken cancel every order of the account, whoever placed it, when nothing is heard of this program for a minute
/// while an order of its own rests. One request is under way at a time, so that none overtakes another.
/// </summary>
/// <param name="set">Asks for it, 0 seconds for off; answers in words what went wrong, or null.</param>
/// <param name="log">Changes of state.</param>
internal sealed partial class DeadMansSwitch(
    Func<int, CancellationToken, Task<string?>> set, ILogger<DeadMansSwitch> log)
{
    /// <summary>Seconds until it goes off.</summary>
    private const int Fuse = 60;

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    private readonly ILogger<DeadMansSwitch> _log = log;
    private readonly Lock _guard = new();
    private bool _isSending;
    private bool _mayBeOn;
    private bool _isAskedOn;
    private bool _isOn;
    private DateTime _next;

    /// <summary>Does what is due, if anything; called again and again.</summary>
    /// <param name="isWanted">True while an order rests.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">The program ends.</param>
    /// <returns>The request that was begun, or null.</returns>
    public Task? Advance(bool isWanted, DateTime now, CancellationToken cancellation)
    {
        lock (_guard)
        {
            // A change is sent at once; what stays as it is, or failed, every twenty seconds.
            if (_isSending || (!isWanted && !_mayBeOn) || (isWanted == _isAskedOn && now < _next))
                return null;
            (_isSending, _isAskedOn) = (true, isWanted);
            _mayBeOn |= isWanted;
            _next = now + Renewal;
        }

        return SendAsync(isWanted, cancellation);
    }

    private async Task SendAsync(bool isOn, CancellationToken cancellation)
    {
        string? failure = "the program ends";
        try
        {
            failure = await set(isOn ? Fuse : 0, cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (_guard)
            {
                _isSending = false;
                if (failure is null && isOn != _isOn)
                    Is(isOn ? "on" : "off");
                if (failure is null)
                    (_isOn, _mayBeOn) = (isOn, isOn);
            }
        }

        if (failure is not null)
            NotSet(isOn ? "on" : "off", failure);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The dead man's switch is {State}")]
    private partial void Is(string state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dead man's switch could not be set {State}: {Reason}")]
    private partial void NotSet(string state, string reason);
}

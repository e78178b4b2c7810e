using Microsoft.Extensions.Logging;

namespace TradingBot.Bots.Orders;

/// <summary>
/// Has the exchange cancel every order of the account, whoever placed it, when this program is silent for a
/// minute while an order of its own rests. An account has one, whatever bots share it: it is on while any of them has
/// an order that rests. One request is under way at a time, so that none overtakes another. Safe for several threads.
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
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resting = new(StringComparer.Ordinal);
    private bool _isSending;
    private bool _mayBeOn;
    private bool _isAskedOn;
    private bool _isOn;
    private DateTime _next;

    /// <summary>Does what is due, if anything; called again and again.</summary>
    /// <param name="bot">Whose.</param>
    /// <param name="isResting">True while an order of the bot rests.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">The program ends.</param>
    /// <returns>The request that was begun, or null.</returns>
    public Task? Advance(string bot, bool isResting, DateTime now, CancellationToken cancellation)
    {
        bool isWanted;
        lock (_guard)
        {
            if (isResting)
                _resting.Add(bot);
            else
                _resting.Remove(bot);
            isWanted = _resting.Count > 0;
            // A change is sent at once; what stays as it is, or failed, every twenty seconds.
            if (_isSending || (!isWanted && !_mayBeOn) || (isWanted == _isAskedOn && now < _next))
                return null;
            (_isSending, _isAskedOn) = (true, isWanted);
            _mayBeOn |= isWanted;
            _next = now + Renewal;
        }

        return SendAsync(isWanted, cancellation);
    }

    /// <summary>A bot begins to trade under it.</summary>
    public void Join(string bot)
    {
        lock (_guard)
            _members.Add(bot);
    }

    /// <summary>
    /// A bot ends. Where it is the last one, what it lets rest is the switch's: it goes off within the minute.
    /// </summary>
    /// <returns>
    /// True: others trade on and keep it from going off, so the bot has to cancel what it lets rest by itself; while
    /// something does, the switch stays on.
    /// </returns>
    public bool Leave(string bot)
    {
        lock (_guard)
        {
            _members.Remove(bot);
            return _members.Count > 0;
        }
    }

    /// <summary>Nothing of a bot that has left rests any more.</summary>
    public void Forget(string bot)
    {
        lock (_guard)
            _resting.Remove(bot);
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

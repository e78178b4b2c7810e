using Microsoft.Extensions.Hosting;
using TradingBot.Bots.Followers;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Supervision;

/// <summary>
/// What systemd learns of this process with <c>Type=notify</c> and <c>WatchdogSec=</c>; under another supervisor, and
/// in a terminal, nothing is sent.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    private readonly NotifySocket? _socket;
    private readonly StartProgress? _start;
    private readonly SupervisedFleet? _fleet;
    private readonly TimeSpan? _limit;
    private IDisposable? _hangUp;

    /// <param name="environment">The value of a variable, or null.</param>
    /// <param name="bots">The names of several that share the process; empty where there is one.</param>
    public Supervisor(Func<string, string?> environment, IReadOnlyList<string> bots)
    {
        _socket = NotifySocket.Open(environment);
        _start = _socket is null ? null : new StartProgress(_socket);
        _fleet = _start is null || bots.Count == 0 ? null : new SupervisedFleet(_socket!, _start, bots);
        _limit = WatchdogInterval.Read(environment, Environment.ProcessId);
    }

    /// <summary>The same way to an exchange, on which each answer during the start prolongs it.</summary>
    public ExchangeEnvironment ListenTo(ExchangeEnvironment environment)
    {
        if (_start is not { } start)
            return environment;
        return environment with
        {
            Http = () =>
            {
                var listener = start.Handler();
                listener.InnerHandler = environment.Http();
                return listener;
            },
        };
    }

    /// <summary>
    /// Ends the program when its terminal closes, and says at once that it ends: what it still does then is no longer
    /// watched.
    /// </summary>
    public void Follow(IHostApplicationLifetime lifetime)
    {
        _hangUp = HangUp.Watch(!Console.IsInputRedirected, lifetime.StopApplication);
        lifetime.ApplicationStopping.Register(() =>
        {
            _start?.End();
            _socket?.Send("STOPPING=1", "STATUS=Stopping");
        });
    }

    /// <summary>What the process says about itself where it has no bots; null without a supervisor.</summary>
    public ISupervisedBot? Process => _socket is null || _start is null ? null : new SupervisedAlone(_socket, _start);

    /// <summary>Says when a bot is ready and that it lives; none without a supervisor.</summary>
    /// <param name="bot">Its name.</param>
    public IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> FollowersOf(string bot)
    {
        if (_socket is null || _start is null)
            return [];
        var supervised = _fleet?.Of(bot) ?? new SupervisedAlone(_socket, _start);
        return [(_, _) => new SupervisedSession(supervised, _limit, TimeProvider.System)];
    }

    /// <summary>A bot has ended, and the process may go on.</summary>
    public void Ended(string bot) => _fleet?.Ended(bot);

    public void Dispose()
    {
        _hangUp?.Dispose();
        _socket?.Dispose();
    }
}

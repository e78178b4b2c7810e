using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TradingBot.Bots.Followers;

namespace TradingBot.Supervision;

/// <summary>
/// What systemd is told of this process with <c>Type=notify</c> and <c>WatchdogSec=</c>; under another supervisor, and
/// in a terminal, nobody is told anything.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    private readonly NotifySocket? _socket;
    private readonly StartProgress? _start;
    private readonly TimeSpan? _limit;
    private IDisposable? _hangUp;

    /// <param name="environment">The value of a variable, or null.</param>
    public Supervisor(Func<string, string?> environment)
    {
        _socket = NotifySocket.Open(environment);
        _start = _socket is null ? null : new StartProgress(_socket);
        _limit = WatchdogInterval.Read(environment, Environment.ProcessId);
    }

    /// <summary>Lets each answer during the start prolong it.</summary>
    public void ListenTo(IServiceCollection services)
    {
        if (_start is not null)
            services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(_start.Handler));
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

    /// <summary>Says when the session is ready and that it lives; nobody where nobody listens.</summary>
    public IReadOnlyList<Func<BotProfile, BotSources, IBotFollower>> Followers => _socket is null || _start is null
        ? []
        : [(_, _) => new SupervisedSession(_socket, _start, _limit, TimeProvider.System)];

    public void Dispose()
    {
        _hangUp?.Dispose();
        _socket?.Dispose();
    }
}

using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;

namespace TradingBot.Hosting;

/// <summary>
/// All who look on at a session, from its beginning on: the warm-up is not theirs. One that fails is left out from then
/// on; the others, and the trading, do not notice.
/// </summary>
internal sealed partial class SessionObservers(
    IEnumerable<ISessionObserver> observers, ILogger<SessionObservers> log)
{
    private readonly List<ISessionObserver> _observers = [.. observers];
    private bool _hasBegun;

    public void Begin()
    {
        _hasBegun = true;
        Each(static (observer, _) => observer.Begin(), (object?)null);
    }

    public void Observe(EngineEvent happened)
    {
        if (_hasBegun)
            Each(static (observer, happened) => observer.Observe(happened), happened);
    }

    public void End(Exception? failure) => Each(static (observer, failure) => observer.End(failure), failure);

    private void Each<T>(Action<ISessionObserver, T> tell, T what)
    {
        for (var i = 0; i < _observers.Count; i++)
        {
            try
            {
                tell(_observers[i], what);
            }
            catch (Exception failure)
            {
                Left(_observers[i].GetType().Name, failure);
                _observers.RemoveAt(i--);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed and is left out from now on")]
    private partial void Left(string observer, Exception failure);
}

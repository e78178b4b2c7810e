using TradingBot.Core.Engine;

namespace TradingBot.Hosting;

/// <summary>
/// Looks on at a session and tells somebody: the log, a meter, a chat. Called on the thread that trades, so it takes
/// what it needs and returns; it never waits for anything.
/// </summary>
internal interface ISessionObserver
{
    /// <summary>The session is warmed up; what earlier sessions left is there, nothing has happened yet.</summary>
    void Begin();

    /// <summary>An event has been remembered, decided and acted upon; the view shows what it led to.</summary>
    void Observe(EngineEvent happened);

    /// <summary>The session is over.</summary>
    /// <param name="failure">Why it could not go on, or null when it was told to stop.</param>
    void End(Exception? failure);
}

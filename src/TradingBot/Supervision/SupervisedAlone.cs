namespace TradingBot.Supervision;

/// <summary>The bot is the process: what it says, the process says.</summary>
/// <param name="supervisor">Gets the events.</param>
/// <param name="start">Is over when the bot is ready.</param>
internal sealed class SupervisedAlone(NotifySocket supervisor, StartProgress start) : ISupervisedBot
{
    public bool IsReady()
    {
        if (!supervisor.Send("READY=1"))
            return false;
        start.End();
        return true;
    }

    public bool Show(string status) => supervisor.Send($"STATUS={status}");

    public void Feed() => supervisor.Send("WATCHDOG=1");
}

using Microsoft.Extensions.Logging;
using TradingBot.Bots.Operators;
using TradingBot.Storage;

namespace TradingBot.Bots.Preparation;

/// <summary>A bot's database, open and locked, and the way of its operator. Disposing of it frees the bot.</summary>
internal sealed class OpenedBot : IDisposable
{
    private readonly IDisposable? _killSwitch;

    private OpenedBot(BotDatabase database, OperatorRequests requests)
    {
        (Database, Requests) = (database, requests);
        requests.ForgetOld();
        _killSwitch = KillSignal.Watch(requests.HaltNow);
    }

    public BotDatabase Database { get; }

    public OperatorRequests Requests { get; }

    public Journal Journal => Database.Journal;

    /// <param name="directory">Made if it does not exist.</param>
    /// <param name="bot">What is about to run.</param>
    /// <param name="log">Says what was asked.</param>
    /// <exception cref="Input.UserError">The database cannot be used; one line.</exception>
    public static OpenedBot Open(string directory, BotIdentity bot, ILogger<OperatorRequests> log)
    {
        var database = BotDatabase.Open(directory, bot);
        try
        {
            return new OpenedBot(database, new OperatorRequests(database.Path, log));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _killSwitch?.Dispose();
        Database.Dispose();
    }
}

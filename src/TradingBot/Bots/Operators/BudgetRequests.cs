using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingBot.Bots.Followers;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Operators;

/// <summary>
/// Deposits and withdrawals, each a file <c>NAME.GUID.budget</c> beside the bot's database with the amount in it. It is
/// deleted once the journal has it, so that none is lost; that none is done twice the trader sees to.
/// </summary>
/// <param name="database">The bot's database.</param>
/// <param name="log">Says which file cannot be read.</param>
internal sealed partial class BudgetRequests(string database, ILogger log) : IBotFollower
{
    private const string Extension = ".budget";

    private readonly string _directory = Path.GetDirectoryName(database)!;
    private readonly string _name = Path.GetFileNameWithoutExtension(database);
    private readonly ConcurrentDictionary<Guid, string> _asked = new();
    private readonly ILogger _log = log;

    /// <summary>Where a request to a bot is put.</summary>
    /// <param name="database">The bot's database.</param>
    /// <param name="id">Of the request.</param>
    public static string PathOf(string database, Guid id) => Path.ChangeExtension(database, $".{id:D}{Extension}");

    /// <summary>What a request's file has in it.</summary>
    public static string TextOf(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Looks for new requests, and puts them into the queue.</summary>
    public void Take(EngineQueue events, DateTime exchangeTime)
    {
        foreach (var (path, id) in Requests(_directory, _name))
        {
            if (!_asked.TryAdd(id, path))
                continue; // waiting to be stored
            if (Amount(path) is { } amount)
                events.Write(new EngineEvent.BudgetChanged(exchangeTime, id, amount));
            else
                NotRead(path);
        }
    }

    /// <summary>What requests that are not taken yet change in all; quote currency.</summary>
    /// <param name="database">The bot's database.</param>
    public static decimal Waiting(string database) =>
        Requests(Path.GetDirectoryName(database)!, Path.GetFileNameWithoutExtension(database))
            .Sum(request => Amount(request.Path) ?? 0);

    /// <summary>The event is stored: the file has done its duty.</summary>
    public void Take(IReadOnlyList<BotEvent> happened, BotSnapshot now)
    {
        foreach (var done in happened.OfType<BotEvent.BudgetChanged>())
        {
            if (_asked.TryGetValue(done.Id, out var path))
                File.Delete(path);
        }
    }

    /// <summary>The oldest first, by the time in their ids; not those of another bot whose name begins so.</summary>
    private static IEnumerable<(string Path, Guid Id)> Requests(string directory, string name)
    {
        foreach (var path in Directory.GetFiles(directory, $"{name}.*{Extension}").Order(StringComparer.Ordinal))
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(path)[(name.Length + 1)..], "D", out var id))
                yield return (path, id);
        }
    }

    private static decimal? Amount(string path)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(File.ReadAllText(path).Trim(), Style, CultureInfo.InvariantCulture, out var amount)
            && amount != 0 ? amount : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} contains no amount and is ignored")]
    private partial void NotRead(string file);
}

using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Storage;

namespace TradingBot.Tests.Faults;

/// <summary>
/// The real journal, on disk. Killing the process closes the file without a commit; the next one opens it again.
/// </summary>
internal sealed class DiskJournal(string directory, Guid bot, string settings = "{}") : IFaultJournal, IDisposable
{
    private readonly List<EngineEvent> _pending = [];
    private readonly List<EngineEvent> _committed = [];
    private BotDatabase? _database;

    public string Path { get; } = System.IO.Path.Combine(directory, "bot.db");

    /// <summary>Every event committed so far, as it was appended.</summary>
    public IReadOnlyList<EngineEvent> Committed => _committed;

    public IReadOnlyList<FaultSession> Sessions => BotReader.Read(Path, reader => reader.Sessions()
        .Select(session => new FaultSession(
            reader.Start(session.Start),
            [.. reader.Events(session.Number).Select(stored => stored.Decode())],
            [.. reader.Decisions(session.Number).Select(decision => decision.Text)]))
        .ToList());

    public IReadOnlyDictionary<Guid, AttemptRecord> Attempts =>
        BotReader.Read(Path, reader => reader.Attempts().ToDictionary(attempt => attempt.Id));

    /// <summary>A bot named <c>bot</c>.</summary>
    public static BotIdentity IdentityOf(Guid bot, DateTime created) => new()
    {
        Id = bot,
        Name = "bot",
        Mode = "paper",
        Exchange = "model",
        Pair = "XBTUSD",
        Base = "XBT",
        Quote = "USD",
        Created = created,
    };

    public SessionStart Begin(DateTime now)
    {
        _database = BotDatabase.Open(directory, IdentityOf(bot, now));
        return _database.Journal.Begin(now, settings);
    }

    public void Append(EngineEvent happened)
    {
        _pending.Add(happened);
        _database!.Journal.Append(happened);
    }

    public void Commit(Trader trader)
    {
        _database!.Journal.Commit(trader);
        _committed.AddRange(_pending);
        _pending.Clear();
    }

    public void Crash()
    {
        _pending.Clear();
        Dispose();
    }

    public void Dispose() => _database?.Dispose();
}

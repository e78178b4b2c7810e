using TradingBot.Bots;
using TradingBot.Core;
using TradingBot.Core.Engine;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>
/// Feeds what was journalled to new traders and compares what they decide, decision by decision, and where they end.
/// </summary>
/// <param name="journal">What was stored.</param>
/// <param name="load">Finds the code of a bot's strategy.</param>
internal sealed class Replay(BotReader journal, Func<BotDefinition, LoadedBot> load)
{
    private const int ShownOfState = 120;

    private long _sequence;

    public long Sessions { get; private set; }

    public long Events { get; private set; }

    public long Decisions { get; private set; }

    /// <summary>When it began, where earlier events are not kept any more; null: with the first of all.</summary>
    public DateTime? Since { get; private set; }

    /// <summary>Replays all sessions of which events are kept, the first from its oldest checkpoint on.</summary>
    /// <returns>The first difference, in words; null when there is none.</returns>
    /// <exception cref="UserError">A session cannot be made again.</exception>
    public string? Run()
    {
        var first = journal.Checkpoint();
        RequireBeginning(first);
        (Since, _sequence) = (first?.Time, first?.Sequence ?? 0);
        var sessions = journal.Sessions().Where(session => session.Number >= (first?.Session ?? 0)).ToList();
        for (var i = 0; i < sessions.Count; i++)
        {
            if (!journal.Events(sessions[i].Number, _sequence).Any())
                continue; // its start was refused
            var trader = TraderOf(sessions[i], first);
            var before = _sequence;
            if (Run(sessions[i], trader) is { } difference)
                return difference;
            var end = i + 1 < sessions.Count ? journal.Start(sessions[i + 1].Start) : journal.State();
            // Without an event nothing was stored, and there is no state to compare.
            if (_sequence > before && end is not null && StateDifference(trader, end) is { } other)
                return $"session {sessions[i].Number}, after event {_sequence}: {other}";
            Sessions++;
        }

        // Comparing nothing must not look like finding no difference.
        return journal.LastEvent() is { Sequence: var last } && last > _sequence
            ? throw StorageError.Damaged(journal.Path, $"no session has the events from {_sequence + 1} to {last}")
            : null;
    }

    /// <exception cref="UserError">There is nothing from which a replay could begin.</exception>
    private void RequireBeginning(StoredCheckpoint? first)
    {
        if (journal.FirstEvent() is { Sequence: var kept })
        {
            if (kept > 1 && first is null)
                throw StorageError.Damaged(
                    journal.Path, $"events before {kept} are not kept, and no checkpoint says how the bot stood then");
        }
        else if (journal.LastCheckpoint() is > 0 and var last)
        {
            throw StorageError.Damaged(journal.Path, $"a checkpoint follows event {last}, and no event is stored");
        }
    }

    private string? Run(StoredSession session, Trader trader)
    {
        using var decisions = journal.Decisions(session.Number, _sequence).GetEnumerator();
        var isMore = decisions.MoveNext();
        foreach (var stored in journal.Events(session.Number, _sequence))
        {
            _sequence++;
            if (stored.Sequence != _sequence)
                return $"event {_sequence}: missing";
            if (Process(trader, stored) is { } failure)
                return $"event {_sequence}: {failure}";
            Events++;
            foreach (var decided in DecisionText.Of(trader))
            {
                if (!isMore || decisions.Current.Sequence != _sequence)
                    return Difference("nothing", decided);
                if (decisions.Current.Text != decided)
                    return Difference(decisions.Current.Text, decided);
                Decisions++;
                isMore = decisions.MoveNext();
            }

            if (isMore && decisions.Current.Sequence == _sequence)
                return Difference(decisions.Current.Text, "nothing");
        }

        return null;
    }

    private static string? Process(Trader trader, in StoredEvent stored)
    {
        try
        {
            trader.Process(stored.Decode());
            return null;
        }
        catch (FormatException unreadable)
        {
            return unreadable.Message;
        }
        catch (InvariantViolatedException impossible)
        {
            return $"{stored.Kind} {stored.Payload} cannot have happened: {impossible.Message}";
        }
    }

    private string Difference(string journalled, string replayed) =>
        $"event {_sequence}: journalled: {journalled}; replayed: {replayed}";

    private static string? StateDifference(Trader trader, SessionStart stored)
    {
        var journalled = Journal.StateText(stored with { Time = default, Refuted = null, Traded = null });
        var replayed = Journal.StateText(trader.State(default, stored.Bot));
        if (journalled == replayed)
            return null;
        var at = Math.Max(0, journalled.AsSpan().CommonPrefixLength(replayed) - ShownOfState / 2);
        return $"journalled state: {Part(journalled, at)}; replayed: {Part(replayed, at)}";
    }

    private static string Part(string text, int from) =>
        from >= text.Length ? "" : $"…{text.AsSpan(from, Math.Min(ShownOfState, text.Length - from))}…";

    /// <summary>The session's trader as it was at its start, or at the checkpoint that lies within it.</summary>
    private Trader TraderOf(StoredSession session, StoredCheckpoint? first)
    {
        var setup = SetupOf(session);
        var engine = load(setup.Bot).SetupOn(setup.Facts);
        if (first is not { Json: { } json } || first.Session != session.Number)
            return new Trader(engine, setup.Orders, setup.Bot.Breakers, journal.Start(session.Start));
        var (then, seen) = (journal.Trader(json), journal.Candles(first).ToList());
        var attempts = journal.Attempts().ToDictionary(attempt => attempt.Id);
        if (seen.Count != then.Engine.ClosedCandles)
            throw Incomplete($"{then.Engine.ClosedCandles} candles, and {seen.Count} are stored");
        if (then.Audit?.Own.FirstOrDefault(id => !attempts.ContainsKey(id)) is { } id && id != Guid.Empty)
            throw Incomplete($"order {id}, which is not stored");
        return Trader.At(engine, setup.Orders, setup.Bot.Breakers, then, seen, attempts);
    }

    private UserError Incomplete(FormattableString needs) =>
        StorageError.Damaged(journal.Path, "a checkpoint needs " + FormattableString.Invariant(needs));

    private SessionSetup SetupOf(StoredSession session)
    {
        try
        {
            return SessionSetup.Parse(session.Settings, journal.Identity);
        }
        catch (UserError wrong)
        {
            throw new UserError($"session {session.Number}: {wrong.Message}", wrong.ExitCode);
        }
    }
}

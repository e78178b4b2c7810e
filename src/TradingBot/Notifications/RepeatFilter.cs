
namespace TradingBot.Notifications;

/// <summary>
/// Keeps a notice that comes again and again from filling a chat: after the first of a key the others are held back for
/// a while; then the latest is sent, with their number. The latest, so that a chat's last message is true.
/// </summary>
/// <param name="pass">Gets what is to be sent.</param>
/// <param name="window">How long the others are held back.</param>
internal sealed class RepeatFilter(Action<Notice> pass, TimeSpan window)
{
    private readonly Dictionary<string, Repeats> _held = [];

    public void Add(Notice notice)
    {
        Advance(notice.Time);
        if (notice.Key is not { } key)
        {
            pass(notice);
            return;
        }

        if (_held.TryGetValue(key, out var repeats))
        {
            (repeats.Latest, repeats.Count) = (notice, repeats.Count + 1);
            return;
        }

        _held[key] = new Repeats { Until = notice.Time + window };
        pass(notice);
    }

    /// <summary>Tells what has been held back long enough.</summary>
    /// <param name="now">UTC by the exchange's clock.</param>
    public void Advance(DateTime now)
    {
        if (_held.Count > 0)
            Release(repeats => repeats.Until <= now, now);
    }

    /// <summary>Tells all that is held back.</summary>
    public void Flush() => Release(_ => true, DateTime.MinValue);

    private void Release(Predicate<Repeats> isDue, DateTime now)
    {
        var due = _held.Where(entry => isDue(entry.Value)).ToList();
        foreach (var (key, repeats) in due.OrderBy(entry => entry.Value.Latest?.Time))
        {
            _held.Remove(key);
            if (repeats.Latest is not { } latest)
                continue;
            pass(repeats.Count == 1 ? latest : latest with { Text = WithCount(latest.Text, repeats.Count) });
            _held[key] = new Repeats { Until = now + window }; // it goes on: the next one is no news either
        }
    }

    private static string WithCount(string text, int count) =>
        FormattableString.Invariant($"{text}{(text.Length == 0 ? "" : "\n")}({count} times since the last notice)");

    private sealed class Repeats
    {
        public required DateTime Until { get; init; }

        public Notice? Latest { get; set; }

        public int Count { get; set; }
    }
}

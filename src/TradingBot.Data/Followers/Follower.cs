using System.Globalization;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers;

/// <summary>
/// Brings what is sealed of a recording into a store, each row once, from where the store's own cursors say it has got
/// to. A store that fails is tried again, with growing pauses; the recording and other followers do not notice.
/// </summary>
internal sealed class Follower
{
    private readonly RecordingFolder _folder;
    private readonly IFollowerStore _store;
    private readonly FollowerOptions _options;
    private readonly SealedHistory _history;
    private readonly FollowerPlace _place;
    private readonly HashSet<string> _said = [];
    private readonly Dictionary<RecordedSeries, string> _unreadable = [];
    private TimeSpan _pause;
    private bool _hasFailed;

    /// <param name="folder">The recording's.</param>
    /// <param name="store">Gets it.</param>
    /// <param name="options">How.</param>
    public Follower(RecordingFolder folder, IFollowerStore store, FollowerOptions options)
    {
        (_folder, _store, _options) = (folder, store, options);
        _history = new SealedHistory(folder, store.Kinds, options.IsWanted);
        _place = new FollowerPlace(folder, store.Name);
        _pause = options.FirstPause;
    }

    /// <summary>Rows that were written.</summary>
    public long Rows { get; private set; }

    /// <summary>Segments that are in the store, whole, since the start.</summary>
    public long Segments { get; private set; }

    /// <summary>Segments that cannot be read: what is behind them in their series waits.</summary>
    public IReadOnlyCollection<string> Unreadable => _unreadable.Values;

    /// <summary>Follows until it is stopped, or the end is reached and that was asked for.</summary>
    /// <exception cref="StoreException">It will not pass by itself.</exception>
    /// <exception cref="RecordingException">The manifest cannot be read, and the end was asked for.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await FollowAsync(stop).ConfigureAwait(false);
                return;
            }
            catch (StoreException failure) when (!IsEnd(failure))
            {
                _hasFailed = true;
                _options.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_store.Name}: {failure.Message}; trying again in {_pause.TotalSeconds:0.###} s"));
                await Task.Delay(_pause, _options.Time, stop).ConfigureAwait(false);
                _pause = _pause * 2 < _options.LongestPause ? _pause * 2 : _options.LongestPause;
            }
        }
    }

    /// <summary>
    /// A conflict; and to somebody who waits for the end, what is refused or has not passed after a minute.
    /// </summary>
    private bool IsEnd(StoreException failure) => failure.Trouble == StoreTrouble.Conflict
        || (_options.IsOnce && (failure.Trouble == StoreTrouble.Refused || _pause >= _options.LongestPause));

    private async Task FollowAsync(CancellationToken stop)
    {
        for (Refresh(); _history.Recording is null; Refresh())
        {
            if (_options.IsOnce)
                return; // nothing is sealed yet
            await WaitAsync(stop).ConfigureAwait(false);
        }

        var opened = await _store.OpenAsync(_history.Recording, stop).ConfigureAwait(false);
        var cursors = new Dictionary<RecordedSeries, SeriesCursor>(opened);
        if (_hasFailed)
            _options.Say($"{_store.Name}: connected again");
        (_hasFailed, _pause) = (false, _options.FirstPause);
        while (true)
        {
            SayWhatIsGone(cursors);
            foreach (var (name, line) in _history.After(cursors).ToList())
                await DeliverAsync(name, line, cursors, stop).ConfigureAwait(false);
            SavePlace(cursors);
            if (_options.IsOnce)
                return;
            do
                await WaitAsync(stop).ConfigureAwait(false);
            while (!Refresh());
            _unreadable.Clear();
        }
    }

    private bool Refresh()
    {
        try
        {
            return _history.Refresh();
        }
        catch (RecordingException unreadable) when (!_options.IsOnce)
        {
            Say(unreadable.Message);
            return false;
        }
    }

    private Task WaitAsync(CancellationToken stop) => Task.Delay(_options.Poll, _options.Time, stop);

    /// <summary>One segment, from where the cursor is. One that cannot be read holds up its own series only.</summary>
    private async Task DeliverAsync(
        SegmentName name, ManifestLine line, Dictionary<RecordedSeries, SeriesCursor> cursors, CancellationToken stop)
    {
        var series = RecordedSeries.Of(name);
        if (_unreadable.ContainsKey(series))
            return;
        var done = cursors.TryGetValue(series, out var cursor) && cursor.Hour == name.Hour ? cursor.Rows : 0;
        try
        {
            var rows = new SegmentParts(_folder, name, line);
            await foreach (var part in rows.ReadAsync(done).ConfigureAwait(false))
            {
                await _store.WriteAsync(part, stop).ConfigureAwait(false);
                cursors[series] = part.After;
                Rows += part.Count;
                _pause = _options.FirstPause;
            }

            Segments++;
        }
        catch (RecordingException unreadable)
        {
            _unreadable[series] = unreadable.Message;
            Say(unreadable.Message);
        }
    }

    /// <summary>What retention has removed before this store had it is lost to it.</summary>
    private void SayWhatIsGone(Dictionary<RecordedSeries, SeriesCursor> cursors)
    {
        var gone = _history.Removed.Where(name =>
            cursors.TryGetValue(RecordedSeries.Of(name), out var cursor) && name.Hour >= cursor.NextHour);
        foreach (var pair in gone.GroupBy(name => name.Pair))
        {
            Say($"{pair.Key}: {pair.Min(name => name.Hour)} to {pair.Max(name => name.Hour)} was removed from the "
                + $"recording before {_store.Name} had it");
        }
    }

    private void SavePlace(Dictionary<RecordedSeries, SeriesCursor> cursors)
    {
        try
        {
            if (cursors.Count > 0)
                _place.Save(cursors.Values.Max(cursor => cursor.NextHour), Behind(cursors));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Say($"{_place.Path}: cannot be written, so that retention does not wait for this follower: "
                + failure.Message);
        }
    }

    /// <summary>The earliest hour of which something is not in the store; null: all is.</summary>
    private RecordingHour? Behind(Dictionary<RecordedSeries, SeriesCursor> cursors) =>
        _history.After(cursors).Select(segment => (RecordingHour?)segment.Name.Hour).FirstOrDefault();

    /// <summary>Each thing once.</summary>
    private void Say(string line)
    {
        if (_said.Add(line))
            _options.Say(line);
    }
}

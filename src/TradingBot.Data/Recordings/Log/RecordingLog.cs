namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// The log of a recording: a file for each connection and hour, to which one process appends. Once a second it is
/// brought to the disk, so that a power cut loses no more than that; what a kill leaves is whole but for its last
/// frame.
/// </summary>
internal sealed class RecordingLog : IDisposable
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly RecordingFolder _folder;
    private readonly RecordingLock _lock;
    private readonly TimeProvider _time;
    private readonly DiskLimits _limits;
    private readonly Func<long> _freeBytes;
    private readonly Action<DiskNotice> _report;
    private readonly List<ConnectionLog> _connections = [];
    private readonly Lock _guard = new();
    private readonly Lock _ticking = new();
    private readonly ITimer _timer;
    private ulong _sequence;
    private long _openHour;
    private long _closedBefore;
    private volatile bool _isStopped;
    private volatile Exception? _failure;
    private volatile bool _isDisposed;

    private RecordingLog(RecordingFolder folder, RecordingLock held, RecordingLogOptions options)
    {
        _folder = folder;
        _lock = held;
        _time = options.Time;
        _limits = options.Limits;
        _freeBytes = options.FreeBytes ?? (() => new DriveInfo(folder.Root).AvailableFreeSpace);
        _report = options.Report;
        var now = Receipt.Now(_time);
        var recovery = new LogRecovery(folder, now);
        (Recovered, LastReceivedMicros) = (recovery.Gaps, recovery.LastReceivedMicros);
        _sequence = Math.Max(recovery.LastSequence, options.LastSequence);
        _openHour = _closedBefore = Math.Max(RecordingHour.Of(now.WallMicros).Number, options.NotBefore.Number);
        CheckSpace();
        _timer = _time.CreateTimer(_ => Tick(), null, FlushInterval, FlushInterval);
    }

    /// <summary>What was found wrong in the files of an earlier process.</summary>
    public IReadOnlyList<LogGap> Recovered { get; }

    /// <summary>When an earlier process received its last message, unix microseconds; null: the log has none.</summary>
    public long? LastReceivedMicros { get; }

    /// <summary>True while nothing is written for want of space.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>The hour that is written; what arrived in an earlier one and comes late is written here too.</summary>
    public RecordingHour OpenHour => new(Interlocked.Read(ref _openHour));

    /// <summary>Takes the recording, and repairs what an earlier process left.</summary>
    /// <exception cref="RecordingException">
    /// Another process has it, a file cannot be read or repaired, or a later version wrote it.
    /// </exception>
    public static RecordingLog Open(RecordingFolder folder, RecordingLogOptions options)
    {
        var held = RecordingLock.Take(folder);
        try
        {
            return new RecordingLog(folder, held, options);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Ends the hour before its time, while nothing has been written by this process: what comes is the next one's.
    /// </summary>
    public void BeginNextHour()
    {
        Interlocked.Increment(ref _openHour);
        Interlocked.Exchange(ref _closedBefore, OpenHour.Number);
    }

    /// <summary>The log of one connection; a connection that is made anew keeps its number.</summary>
    public ConnectionLog Connect(ushort number)
    {
        lock (_guard)
        {
            if (_connections.Find(other => other.Number == number) is { } known)
                return known;
            var connection = new ConnectionLog(this, _folder, number);
            _connections.Add(connection);
            return connection;
        }
    }

    /// <summary>Hours that are over and wait to be sealed, the earliest first.</summary>
    public IReadOnlyList<RecordingHour> ClosedHours() =>
        [.. _folder.LogHours().Where(hour => hour.Number < Interlocked.Read(ref _closedBefore))];

    /// <exception cref="RecordingException">The disk failed.</exception>
    public void ThrowIfFailed()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_failure is { } failure)
            throw Failed(failure);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_ticking)
        {
            _isDisposed = true;
            foreach (var connection in Connections())
                connection.Close();
        }

        _lock.Dispose();
    }

    internal ulong NextSequence() => Interlocked.Increment(ref _sequence);

    internal void Stop(string reason)
    {
        if (_isStopped)
            return;
        _isStopped = true;
        _report(new DiskNotice(IsStopped: true, $"{_folder.Root}: {reason}", Lost: 0));
    }

    internal RecordingException Fail(Exception failure)
    {
        _failure = failure;
        return Failed(failure);
    }

    private void Tick()
    {
        if (!_ticking.TryEnter())
            return; // the disk takes longer than a second
        try
        {
            if (_isDisposed)
                return;
            CheckSpace();
            var now = Receipt.Now(_time);
            var open = Math.Max(OpenHour.Number, RecordingHour.Of(now.WallMicros).Number);
            Interlocked.Exchange(ref _openHour, open);
            foreach (var connection in Connections())
                connection.Tick(new RecordingHour(open), now);
            Interlocked.Exchange(ref _closedBefore, open);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or RecordingException)
        {
            _failure = failure; // the next frame's sender learns of it
        }
        finally
        {
            _ticking.Exit();
        }
    }

    private void CheckSpace()
    {
        var free = _freeBytes();
        if (!_isStopped && free < _limits.Reserve)
        {
            Stop($"{free >> 20} MiB are free, less than the reserve of {_limits.Reserve >> 20} MiB");
        }
        else if (_isStopped && free >= _limits.Resume)
        {
            _isStopped = false;
            var lost = Connections().Sum(connection => connection.Refused);
            _report(new DiskNotice(IsStopped: false, $"{_folder.Root}: {free >> 20} MiB are free", lost));
        }
    }

    private ConnectionLog[] Connections()
    {
        lock (_guard)
            return [.. _connections];
    }

    private RecordingException Failed(Exception failure) =>
        new($"{_folder.Root}: cannot be written: {failure.Message}", failure);
}

/// <summary>What a <see cref="RecordingLog"/> is opened with.</summary>
/// <param name="Time">Drives the flush, and tells the hour.</param>
/// <param name="Report">Is told when the log stops for want of space and when it goes on. Must not wait.</param>
internal sealed record RecordingLogOptions(TimeProvider Time, Action<DiskNotice> Report)
{
    public DiskLimits Limits { get; init; } = DiskLimits.Default;

    /// <summary>Free bytes of the disk; null: asks the operating system.</summary>
    public Func<long>? FreeBytes { get; init; }

    /// <summary>The highest sequence of a frame that was sealed already, from the manifest.</summary>
    public ulong LastSequence { get; init; }

    /// <summary>
    /// No earlier hour is written, whatever the clock says: those before are sealed, and the clock was ahead then.
    /// </summary>
    public RecordingHour NotBefore { get; init; }
}

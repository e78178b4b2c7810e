using TradingBot.Data.Recordings.Log;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>
/// Writes what is imported as a log, like that of a collector whose clock showed the times of receipt.
/// </summary>
/// <param name="folder">An empty one.</param>
/// <param name="options">Limits of the disk.</param>
internal sealed class ImportLog(RecordingFolder folder, ImportOptions options)
{
    private DiskNotice? _notice;

    /// <exception cref="RecordingException">The disk is full or fails.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Write(ImportRequest request, ImportScan scan, ulong lastSequence, CancellationToken stop)
    {
        var clock = new ReceiptClock(scan.FirstMicros);
        using var log = RecordingLog.Open(folder, new RecordingLogOptions(clock, notice => _notice ??= notice)
        {
            FreeBytes = options.FreeBytes,
            LastSequence = lastSequence,
        });
        var connection = log.Connect(0);
        connection.Describe(scan.Pair);
        if (!request.Format.IsSequenced)
            Append(connection, FrameType.Connected, scan.FirstMicros, default);
        foreach (var file in request.Files)
        {
            using var lines = new TextLines(file);
            while (lines.Next(out var line))
            {
                stop.ThrowIfCancellationRequested();
                var (received, message) = request.Format.Read(line);
                clock.Show(received);
                Append(connection, FrameType.Message, received, message);
            }
        }
    }

    private void Append(ConnectionLog connection, FrameType type, long received, ReadOnlyMemory<byte> payload)
    {
        if (!connection.Append(type, new Receipt(received, received), payload))
            throw new RecordingException($"{_notice?.Reason ?? "the disk is full"}; nothing was imported");
    }

    /// <summary>Shows when the last line was received; what it is compared with never runs backwards.</summary>
    private sealed class ReceiptClock(long micros) : TimeProvider
    {
        private long _micros = micros;

        public void Show(long micros) => Interlocked.Exchange(ref _micros, Math.Max(_micros, micros));

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddTicks(Interlocked.Read(ref _micros) * TimeSpan.TicksPerMicrosecond);
    }
}

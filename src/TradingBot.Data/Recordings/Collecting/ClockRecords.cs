using Microsoft.Extensions.Logging;
using TradingBot.Data.Recordings.Log;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// Asks for the exchange's time once a minute and notes how far ours is from it, in the log of each connection: the
/// two times of a message say how old it was only to whoever knows that.
/// </summary>
/// <param name="market">The exchange's clock.</param>
/// <param name="logs">Of all connections.</param>
/// <param name="time">Ours.</param>
/// <param name="log">What was not told.</param>
internal sealed partial class ClockRecords(
    IMarketData market, IReadOnlyList<ConnectionLog> logs, TimeProvider time, ILogger<ClockRecords> log)
{
    private const long SecondMicros = 1_000_000;
    private const long WrongMicros = 5 * SecondMicros;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ILogger<ClockRecords> _log = log;
    private volatile ClockNote? _latest;

    /// <summary>What has to be added to our clock to have the exchange's; null: not known yet.</summary>
    public TimeSpan? Offset => _latest is { } note ? TimeSpan.FromMicroseconds(note.OffsetMicros) : null;

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await MeasureAsync(cancellation).ConfigureAwait(false);
                await Task.Delay(Interval, time, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>
    /// An exchange tells whole seconds, or better: its time is taken as the middle of one, and the answer as given in
    /// the middle of its way. Neither is wrong by more than half of the whole.
    /// </summary>
    /// <param name="toldMicros">The exchange's time as it told it.</param>
    /// <param name="asked">When it was asked.</param>
    /// <param name="answered">When it had answered.</param>
    internal static ClockNote Measured(long toldMicros, Receipt asked, Receipt answered)
    {
        var way = answered.MonotonicMicros - asked.MonotonicMicros;
        var ours = answered.WallMicros - way / 2;
        return new ClockNote(toldMicros + SecondMicros / 2 - ours, (SecondMicros + way + 1) / 2);
    }

    /// <summary>By more than the measurement may be wrong, and than NTP ever leaves.</summary>
    private static bool IsWrong(ClockNote? note) =>
        note is not null && Math.Abs(note.OffsetMicros) > note.UncertaintyMicros + WrongMicros;

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        var asked = Receipt.Now(time);
        var answer = await market.TimeAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var answered = Receipt.Now(time);
        if (answer is not Answer<DateTime>.Success { Value: var told })
        {
            NotTold(answer);
            return;
        }

        var note = Measured(Receipt.MicrosOf(told), asked, answered);
        if (IsWrong(note) && !IsWrong(_latest))
            Wrong(note.OffsetMicros / SecondMicros);
        _latest = note;
        foreach (var connection in logs)
            connection.Append(FrameType.Clock, answered, NoteJson.Bytes(note));
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "this machine's clock is {Seconds} s behind the exchange's (negative: ahead); an offline exchange "
            + "that runs faster needs the same --speed here")]
    private partial void Wrong(long seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "the exchange did not tell its time: {Answer}")]
    private partial void NotTold(Answer<DateTime> answer);
}

using Microsoft.Extensions.Logging;

namespace TradingBot.Telemetry;

/// <summary>
/// Tells the log where metrics go, when they are lost on the way and when they are not any more. Who looks only at a
/// dashboard sees nothing of either.
/// </summary>
/// <param name="target">Where to, as the user says it.</param>
/// <param name="log">Gets a line for each change.</param>
internal sealed partial class MetricsLog(string target, ILogger log)
{
    /// <summary>A minute: one every ten seconds.</summary>
    private const int Readings = 6;

    private readonly Queue<(long Sent, long Lost)> _readings = new();
    private bool _areLost;

    public void Begin() => GoTo(target);

    /// <summary>Every ten seconds, of one thread.</summary>
    /// <param name="sent">Packets that have left, from the start on.</param>
    /// <param name="lost">Packets that have not.</param>
    public void Read(long sent, long lost)
    {
        _readings.Enqueue((sent, lost));
        if (_readings.Count <= Readings)
            return;
        var before = _readings.Dequeue();
        var (left, stayed) = (sent - before.Sent, lost - before.Lost);
        // Without a listener, UDP reports it only after every second datagram: the one before it seems to have left.
        if (!_areLost && stayed * 4 > left + stayed)
        {
            _areLost = true;
            Lost(target, stayed, left + stayed);
        }
        else if (_areLost && stayed == 0 && left > 0)
        {
            _areLost = false;
            Arrive(target);
        }
    }

    /// <summary>Nothing is sent any more, by a mistake of ours.</summary>
    public void Fail(Exception bug) => Broken(target, bug);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "This should not happen: no metrics go to {Target} from now on")]
    private partial void Broken(string target, Exception bug);

    [LoggerMessage(Level = LogLevel.Information, Message = "Metrics go to {Target}")]
    private partial void GoTo(string target);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Metrics do not reach {Target}: {Lost} of {All} packets were lost within a minute")]
    private partial void Lost(string target, long lost, long all);

    [LoggerMessage(Level = LogLevel.Information, Message = "Metrics reach {Target} again")]
    private partial void Arrive(string target);
}

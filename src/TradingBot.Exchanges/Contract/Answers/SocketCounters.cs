
namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>What a connection has been through; read by the metrics.</summary>
public sealed class SocketCounters
{
    private long _frames;
    private long _malformed;
    private long _unknownChannels;
    private long _connections;
    private long _resubscriptions;
    private long _lateAnswers;
    private long _mismatches;

    public long Frames => Volatile.Read(ref _frames);

    public long Malformed => Volatile.Read(ref _malformed);

    public long UnknownChannels => Volatile.Read(ref _unknownChannels);

    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Made anew because of a wrong checksum, a gap or silence.</summary>
    public long Resubscriptions => Volatile.Read(ref _resubscriptions);

    /// <summary>Answers nobody waited for any more.</summary>
    public long LateAnswers => Volatile.Read(ref _lateAnswers);

    /// <summary>Books whose checksum was not the exchange's.</summary>
    public long Mismatches => Volatile.Read(ref _mismatches);

    internal void CountFrame() => Interlocked.Increment(ref _frames);

    internal void CountMalformed() => Interlocked.Increment(ref _malformed);

    internal void CountUnknownChannel() => Interlocked.Increment(ref _unknownChannels);

    internal void CountConnection() => Interlocked.Increment(ref _connections);

    internal void CountResubscription() => Interlocked.Increment(ref _resubscriptions);

    internal void CountLateAnswer() => Interlocked.Increment(ref _lateAnswers);

    internal void CountMismatch() => Interlocked.Increment(ref _mismatches);
}

namespace TradingBot.Exchanges.Connections;

/// <summary>Finds holes in the numbering of a private subscription, which counts its messages from 1.</summary>
internal sealed class SequenceWatch
{
    private long _last;

    /// <summary>A new subscription counts anew.</summary>
    public void Restart() => _last = 0;

    /// <returns>False when messages are missing before this one: subscribe again, then ask by REST.</returns>
    public bool Accept(long sequence)
    {
        // A message without a number proves nothing either way.
        if (sequence <= 0)
            return true;
        // The first message of a subscription is its snapshot, whatever its number.
        var isNext = _last == 0 || sequence == _last + 1;
        _last = sequence;
        return isNext;
    }
}

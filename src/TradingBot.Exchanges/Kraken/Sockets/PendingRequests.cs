using System.Collections.Concurrent;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>Requests that wait for their answer, found by the number both carry.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<long, SocketRequest> _waiting = new();
    private long _lastId;

    /// <summary>A number no request has had.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    public void Add(SocketRequest request) => _waiting[request.Id] = request;

    public void Remove(SocketRequest request) => _waiting.TryRemove(request.Id, out _);

    /// <returns>False when nobody waits for it.</returns>
    public bool Answered(Acknowledgement acknowledgement)
    {
        if (acknowledgement.RequestId is not { } id || !_waiting.TryRemove(id, out var request))
            return false;
        request.Answered(acknowledgement);
        return true;
    }

    /// <summary>The connection is gone and with it all answers.</summary>
    public void GiveUpAll(string reason)
    {
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var request))
                request.GiveUp(reason);
        }
    }
}

using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Exchanges.Kraken;

/// <summary>
/// Compares a captured book with a fresh one. Kraken's checksum covers ten levels whatever the depth, so a change that
/// was lost further down shows only this way.
/// </summary>
/// <param name="held">The book that is captured.</param>
/// <param name="sockets">Make a connection for the fresh one.</param>
/// <param name="time">The clock.</param>
internal sealed class KrakenAudit(KrakenCapturedPair held, KrakenSockets sockets, TimeProvider time)
{
    /// <summary>Two messages may have one time of the exchange: a difference has to be seen at several.</summary>
    private const int Proof = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Without a message on either connection both have had the last one.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<BookAudit> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly KrakenCapturedPair _fresh = held.Anew();
    private readonly Lock _guard = new();
    private long _lastMessage;
    private int _differences;

    public async Task<BookAudit> RunAsync(CancellationToken cancellation)
    {
        if (_fresh.Book is not { } book)
            return default;
        _lastMessage = time.GetTimestamp();
        var socket = sockets.Shared($"audit of {held.Symbol}", Receive, tap: null);
        socket.Subscribe(book);
        held.Changed += Compare;
        try
        {
            await JointTasks.UntilOneEndsAsync(cancellation, socket.RunAsync, WatchAsync, Ended).ConfigureAwait(false);
        }
        finally
        {
            held.Changed -= Compare;
        }

        return _end.Task.IsCompletedSuccessfully ? await _end.Task.ConfigureAwait(false) : default;
    }

    private async Task Ended(CancellationToken cancellation)
    {
        try
        {
            await _end.Task.WaitAsync(Patience, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // Nothing was learned.
        }
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Quiet, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                if (time.GetElapsedTime(Volatile.Read(ref _lastMessage)) >= Quiet)
                    Judge(_fresh.CompareWith(held, isSameMoment: false));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The audit has ended.
        }
    }

    private void Receive(SocketMessage message)
    {
        if (message is SocketMessage.Disconnected)
        {
            _fresh.Lost();
        }
        else if (message is SocketMessage.Book { Updates: var updates })
        {
            for (var i = 0; i < updates.Count; i++)
                _fresh.Apply(updates[i], updates.IsSnapshot);
            Compare();
        }
    }

    private void Compare()
    {
        Volatile.Write(ref _lastMessage, time.GetTimestamp());
        Judge(_fresh.CompareWith(held, isSameMoment: true));
    }

    private void Judge(int? differing)
    {
        if (differing is not { } levels)
            return;
        lock (_guard)
        {
            if (levels == 0)
                _end.TrySetResult(new BookAudit(BookVerdict.Equal));
            else if (++_differences >= Proof)
                _end.TrySetResult(new BookAudit(BookVerdict.Different, levels));
        }
    }
}

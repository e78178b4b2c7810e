using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// A request under way. It knows whether it may have left, because that decides what its silence means.
/// </summary>
internal sealed class SocketRequest(long id, byte[] frame)
{
    private readonly TaskCompletionSource<Answer<Acknowledgement>> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _state; // 0 waiting to be sent, 1 handed to the network, 2 taken back before that

    public long Id => id;

    public ReadOnlyMemory<byte> Frame => frame;

    public Task<Answer<Acknowledgement>> Answer => _answer.Task;

    /// <summary>Called by the sender just before the first byte goes.</summary>
    /// <returns>False when it is not to be sent any more.</returns>
    public bool TryLeave() => Interlocked.CompareExchange(ref _state, 1, 0) == 0;

    public void Answered(Acknowledgement acknowledgement) => _answer.TrySetResult(Read(acknowledgement));

    /// <summary>
    /// No answer will come, or none is waited for: unknown if it may have left, else proven not sent.
    /// </summary>
    public void GiveUp(string reason)
    {
        var hasLeft = Interlocked.CompareExchange(ref _state, 2, 0) == 1;
        _answer.TrySetResult(hasLeft
            ? new Answer<Acknowledgement>.Unknown(reason)
            : new Answer<Acknowledgement>.NotSent(reason));
    }

    private static Answer<Acknowledgement> Read(Acknowledgement acknowledgement)
    {
        if (acknowledgement.IsSuccess == true || acknowledgement is { IsSuccess: null, Error: null })
        {
            var warnings = acknowledgement.Result?.Warnings ?? [];
            return new Answer<Acknowledgement>.Success(acknowledgement, [.. warnings.Select(ExchangeText.Clean)]);
        }

        var error = KrakenErrors.Read(acknowledgement.Error ?? "refused without a reason");
        return error.Effect == ErrorEffect.Unknown
            ? new Answer<Acknowledgement>.Unknown(error.Text, error)
            : new Answer<Acknowledgement>.Rejected(error).OfWrite(); // every request here changes something
    }
}

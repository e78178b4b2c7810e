namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>An API key: its secret, the highest nonce seen, its REST counter.</summary>
internal sealed class ApiKey(string secret, TierLimits limits)
{
    private ulong _lastNonce;

    public DecayingCounter Calls { get; } = new(limits.Calls, limits.CallDecay);

    /// <summary>Signs as the owner of the key must.</summary>
    public bool Signed(string signature, string path, string nonce, ReadOnlySpan<byte> body) =>
        signature == RequestSignature.Of(secret, path, nonce, body);

    /// <summary>False for a nonce that is no number or not above every one before.</summary>
    public bool TryUse(string nonce)
    {
        if (!ulong.TryParse(nonce, out var value) || value <= _lastNonce)
            return false;
        _lastNonce = value;
        return true;
    }
}

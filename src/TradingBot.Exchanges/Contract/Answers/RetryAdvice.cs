namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>
/// When, if ever, the same request makes sense again. Never applied to a new order by the client itself.
/// </summary>
public enum RetryAdvice
{
    Never,

    /// <summary>Again at once with a new nonce, but only once: many wrong nonces lead to a ban.</summary>
    OnceWithNewNonce,

    /// <summary>After 5 to 15 seconds, or the instant the error names.</summary>
    AfterPause,

    /// <summary>When the pair's trading counter has decayed.</summary>
    AfterDecay,

    /// <summary>When the exchange or the pair is in another mode.</summary>
    WhenStatusChanges,

    /// <summary>With growing pauses: the exchange is in trouble.</summary>
    WithBackoff,

    /// <summary>With a new WebSocket token.</summary>
    WithNewToken,
}


namespace TradingBot.Worlds;

/// <summary>What may go wrong on the way and at the exchange.</summary>
internal enum Fault
{
    /// <summary>REST: nothing leaves.</summary>
    NoConnection,

    /// <summary>It never arrives, and nobody says so.</summary>
    RequestLost,

    /// <summary>It arrives seconds later, after its deadline perhaps, and after what was sent later.</summary>
    RequestLate,

    /// <summary>REST: something between repeats it; either answer may be the one that comes back.</summary>
    RequestTwice,

    ReplyLost,
    ReplyLate,

    /// <summary>The connection breaks while the answer is waited for.</summary>
    ReplyCut,

    ReplyTruncated,

    /// <summary>REST: a gateway's error page, whether or not the exchange has done it.</summary>
    GatewayError,

    /// <summary>The exchange's own error that leaves open whether it has done it.</summary>
    ServiceError,

    /// <summary>Refused for asking too often.</summary>
    RateLimit,

    /// <summary>A nonce, a signature or a key that is not accepted just now.</summary>
    AuthenticationError,

    SocketRefused,
    SocketCut,

    /// <summary>The line takes everything and brings nothing.</summary>
    SocketSilent,

    FrameLost,
    FrameTwice,
    FrameInPieces,

    /// <summary>A message of the account is left out, with its number.</summary>
    SequenceGap,

    TokenRefused,

    /// <summary>A new order is in no list for a while.</summary>
    OrderHidden,

    /// <summary>Nor is it told of on the account's channel.</summary>
    OrderSilent,

    PartialFill,

    /// <summary>Fills come seconds after the order's acceptance, or after its cancel's.</summary>
    LateFill,

    /// <summary>A market order's rest is cancelled by the exchange.</summary>
    PriceProtection,
}

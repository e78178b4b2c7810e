using System.Text.Json.Serialization;

namespace TradingBot.Simulators.Kraken.Faults;

/// <summary>
/// What can go wrong. In a scenario file the names are in lower case with hyphens: <c>lost-reply</c>.
/// </summary>
[JsonConverter(typeof(FaultKindConverter))]
public enum FaultKind
{
    /// <summary>The connection breaks before the request has an effect.</summary>
    LostRequest,

    /// <summary>The request has its effect, then the connection breaks without an answer.</summary>
    LostReply,

    /// <summary>
    /// The request is held for <see cref="FaultRule.Milliseconds"/>, then has its effect and is answered.
    /// </summary>
    LateRequest,

    /// <summary>
    /// The request has its effect at once and is answered after <see cref="FaultRule.Milliseconds"/>.
    /// </summary>
    LateReply,

    /// <summary>
    /// The same bytes reach the engine twice. REST: the second answer is sent. WebSocket: both are; without a nonce
    /// only an open order with the same client id stops the second, so a market order is placed twice.
    /// </summary>
    RequestTwice,

    /// <summary>The answer is sent twice. WebSocket only.</summary>
    ReplyTwice,

    /// <summary>HTTP <see cref="FaultRule.Status"/> with a page of HTML. REST only.</summary>
    HttpError,

    /// <summary>The request has its effect; half of the answer's JSON arrives. REST only.</summary>
    TruncatedJson,

    /// <summary>The answer is <see cref="FaultRule.Error"/>, with HTTP 200.</summary>
    Error,

    /// <summary>
    /// Trades as they were <see cref="FaultRule.Milliseconds"/> of exchange time ago: an answer out of a cache.
    /// </summary>
    StaleReply,

    /// <summary>
    /// A new order is missing from OpenOrders for <see cref="FaultRule.Milliseconds"/> of exchange time.
    /// </summary>
    HiddenOrder,

    /// <summary>A subscription is acknowledged and then silent; on <c>connection</c>, the whole socket is.</summary>
    SilentSocket,

    /// <summary>
    /// A subscription says nothing more from this message on; the others of its connection, and its heartbeats, go on.
    /// </summary>
    SilentChannel,

    /// <summary>The socket breaks when it is about to answer or to send.</summary>
    DroppedConnection,

    /// <summary>A book message carries another checksum.</summary>
    WrongChecksum,

    /// <summary>
    /// A book message leaves out what it has to say below the ten levels that its checksum covers. Only a comparison of
    /// all levels with a fresh snapshot shows it.
    /// </summary>
    LostLevels,

    /// <summary>A message of a channel is not sent; its sequence number, if any, is used up.</summary>
    SequenceGap,

    /// <summary>The exchange goes into maintenance for <see cref="FaultRule.Milliseconds"/> of exchange time.</summary>
    Maintenance,

    /// <summary>
    /// From now on the clock that is shown to clients is off by <see cref="FaultRule.Milliseconds"/>.
    /// </summary>
    ClockSkew,
}

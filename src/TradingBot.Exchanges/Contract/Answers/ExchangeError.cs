
namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>An error as the exchange worded it, and what its venue's table makes of it.</summary>
/// <param name="Text">The exchange's words, such as <c>EOrder:Insufficient funds</c>, or <c>HTTP 403</c>.</param>
/// <param name="Effect">What it proves.</param>
/// <param name="Retry">When to try again.</param>
/// <param name="IsFatal">True when nothing works until a person has changed the key or the account.</param>
/// <param name="RetryAt">The instant the error itself names, UTC, else null.</param>
public sealed record ExchangeError(
    string Text,
    ErrorEffect Effect,
    RetryAdvice Retry,
    bool IsFatal = false,
    DateTime? RetryAt = null)
{
    /// <summary>True when the account has to agree to trading before it may.</summary>
    public bool DemandsAgreement { get; init; }

    /// <summary>True of an order that was to rest and would have traded at once.</summary>
    public bool WouldHaveTraded { get; init; }

    /// <summary>How long it answers nothing now, where that is known; calling before prolongs it.</summary>
    public TimeSpan? Lockout { get; init; }
}

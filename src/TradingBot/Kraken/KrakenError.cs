namespace TradingBot.Kraken;

/// <summary>An error as Kraken worded it, and what <see cref="KrakenErrors"/> makes of it.</summary>
/// <param name="Text">Kraken's words, such as <c>EOrder:Insufficient funds</c>, or <c>HTTP 403</c>.</param>
/// <param name="Effect">What it proves.</param>
/// <param name="Retry">When to try again.</param>
/// <param name="IsFatal">True when nothing works until a person has changed the key or the account.</param>
/// <param name="RetryAt">The instant the error itself names, UTC, else null.</param>
internal sealed record KrakenError(
    string Text,
    ErrorEffect Effect,
    RetryAdvice Retry,
    bool IsFatal = false,
    DateTime? RetryAt = null)
{
    /// <summary>True when the account has to agree to trading before it may.</summary>
    public bool DemandsAgreement =>
        Text.StartsWith(KrakenErrors.TradingAgreement, StringComparison.OrdinalIgnoreCase);
}

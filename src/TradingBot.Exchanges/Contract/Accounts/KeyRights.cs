namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>What an API key may do.</summary>
/// <param name="MayWithdraw">Null where the exchange does not tell.</param>
public sealed record KeyRights(bool? MayWithdraw);

/// <summary>A right that was tried.</summary>
/// <param name="Name">For messages: <c>query funds</c>.</param>
/// <param name="Trouble">Null where it was granted; else the exchange's words, or ours.</param>
/// <param name="IsDenied">True where the exchange denies it; false where it could not be tried.</param>
public sealed record TriedRight(string Name, string? Trouble, bool IsDenied);

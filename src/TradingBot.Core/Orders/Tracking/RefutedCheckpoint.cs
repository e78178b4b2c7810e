namespace TradingBot.Core.Orders.Tracking;

/// <summary>What a tracker at rest holds of attempts that were rejected or proved absent.</summary>
/// <param name="Attempts">In the order they were.</param>
/// <param name="Told">What the exchange has shown of them nevertheless, and was told: each once.</param>
public sealed record RefutedCheckpoint(IReadOnlyList<AttemptRecord> Attempts, IReadOnlyList<ToldOrder> Told);

/// <summary>An order that must not exist, as the exchange has shown it.</summary>
/// <param name="Id">Of the attempt.</param>
/// <param name="ExchangeId">The exchange's.</param>
/// <param name="Status">Null where it was only accepted.</param>
/// <param name="Filled">Base units.</param>
public sealed record ToldOrder(Guid Id, string ExchangeId, ReportedStatus? Status, decimal Filled);

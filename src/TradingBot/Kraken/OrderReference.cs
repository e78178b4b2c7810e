namespace TradingBot.Kraken;

/// <summary>An existing order: by Kraken's id where it is known, else by ours.</summary>
/// <param name="Pair">Whose counter a change of the order weighs on.</param>
/// <param name="ClientOrderId">Our id.</param>
/// <param name="OrderId">Kraken's id, or null.</param>
internal sealed record OrderReference(PairNames Pair, string ClientOrderId, string? OrderId = null);

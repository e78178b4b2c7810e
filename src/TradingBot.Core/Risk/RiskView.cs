namespace TradingBot.Core.Risk;

/// <summary>What the risk gate looks at besides the intent.</summary>
/// <param name="FreeCash">
/// Cash not reserved for other orders, quote currency; where a short is to be opened, equity that is not.
/// </param>
/// <param name="Held">Base units held; where a short is to be closed, sold short.</param>
/// <param name="Trades">Trades open or about to be.</param>
/// <param name="IsHalted">True while no trade may be opened.</param>
public readonly record struct RiskView(decimal FreeCash, decimal Held, int Trades, bool IsHalted = false);

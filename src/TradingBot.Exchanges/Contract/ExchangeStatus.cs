using TradingBot.Core.Orders;

namespace TradingBot.Exchanges.Contract;

/// <summary>What an exchange accepts.</summary>
/// <param name="Mode">For orders.</param>
/// <param name="Word">The exchange's own.</param>
public sealed record ExchangeStatus(ExchangeMode Mode, string Word);

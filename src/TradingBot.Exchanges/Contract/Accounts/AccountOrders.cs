using TradingBot.Core.Orders;

namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>Orders of an account, whoever placed them.</summary>
/// <param name="Orders">In any order, each once; those without an id of ours too.</param>
/// <param name="IsWhole">False where there are more than could be read: the newest are there.</param>
public sealed record AccountOrders(IReadOnlyList<AccountOrder> Orders, bool IsWhole);

/// <summary>One of them.</summary>
/// <param name="ClientOrderId">The id its owner gave it, where it is a UUID; else null.</param>
/// <param name="Report">How it stands.</param>
public sealed record AccountOrder(Guid? ClientOrderId, OrderReport Report);

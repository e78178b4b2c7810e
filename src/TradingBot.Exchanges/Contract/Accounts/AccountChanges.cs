using TradingBot.Core.Accounts;

namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>What has changed an account.</summary>
/// <param name="Entries">In any order, each once.</param>
/// <param name="IsWhole">False where there are more than could be read: they prove nothing.</param>
public sealed record AccountChanges(IReadOnlyList<AccountEntry> Entries, bool IsWhole);

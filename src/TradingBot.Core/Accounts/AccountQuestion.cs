namespace TradingBot.Core.Accounts;

/// <summary>What the shell is to ask about the account: a closed set. It is answered by an event.</summary>
/// <param name="Number">Of the question, for its answer: an answer to an earlier one counts for nothing.</param>
public abstract record AccountQuestion(int Number)
{
    /// <summary>What the account holds of the pair's two assets.</summary>
    public sealed record Balances(int Number) : AccountQuestion(Number);

    /// <summary>What has changed these two balances, and which order each change belongs to.</summary>
    /// <param name="Number">Of the question.</param>
    /// <param name="Since">Nothing older is wanted; UTC.</param>
    public sealed record Entries(int Number, DateTime Since) : AccountQuestion(Number);
}

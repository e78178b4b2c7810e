using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Bots.Orders;

/// <summary>
/// What the bots of a process must know of each other where they trade on one account: whose an order is, how much
/// money each may use, and the one dead man's switch that an account has. Safe for several threads.
/// </summary>
/// <param name="logs">For changes of state.</param>
internal sealed class SharedAccount(ILoggerFactory logs)
{
    private readonly ConcurrentDictionary<Guid, string> _orders = new();
    private readonly Dictionary<string, (string Currency, decimal Cash)> _reserved = new(StringComparer.Ordinal);
    private readonly Lock _guard = new();
    private DeadMansSwitch? _switch;

    /// <summary>An order with that id is this bot's: it is about to be sent, asked for or cancelled.</summary>
    public void Claim(string bot, Guid order) => _orders.TryAdd(order, bot);

    /// <summary>
    /// True for an order that another bot of this process has placed. Every bot gets reports of an order that none has
    /// claimed: one of an earlier process must find its owner.
    /// </summary>
    public bool IsAnothers(string bot, Guid order) => _orders.TryGetValue(order, out var owner) && owner != bot;

    /// <summary>Sets money aside for a bot, until it is released or the process ends.</summary>
    /// <param name="bot">Whose.</param>
    /// <param name="currency">The pair's quote.</param>
    /// <param name="cash">What the bot has, or is to begin with.</param>
    /// <returns>What is set aside for the others, in that currency.</returns>
    public decimal Reserve(string bot, string currency, decimal cash)
    {
        lock (_guard)
        {
            _reserved[bot] = (currency, cash);
            return _reserved.Where(other => other.Key != bot && other.Value.Currency == currency)
                .Sum(other => other.Value.Cash);
        }
    }

    /// <summary>A bot that was refused leaves its money to the others.</summary>
    public void Release(string bot)
    {
        lock (_guard)
            _reserved.Remove(bot);
    }

    /// <summary>The account's dead man's switch; one for all who ask.</summary>
    public DeadMansSwitch SwitchOf(IAccount account)
    {
        lock (_guard)
        {
            return _switch ??= new DeadMansSwitch(
                async (seconds, cancellation) =>
                {
                    var answer = await account.CancelAllAfterAsync(seconds, cancellation).ConfigureAwait(false);
                    return answer is Answer<string>.Success ? null : AnswerText.Of(answer);
                },
                logs.CreateLogger<DeadMansSwitch>());
        }
    }
}

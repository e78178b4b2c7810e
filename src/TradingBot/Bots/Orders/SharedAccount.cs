using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Bots.Orders;

/// <summary>
/// What the bots of a process must know of each other where they trade on one account: whose an order is, what each has
/// of it, and the one dead man's switch that an account has. Safe for several threads.
/// </summary>
/// <param name="logs">For changes of state.</param>
internal sealed class SharedAccount(ILoggerFactory logs)
{
    private readonly ConcurrentDictionary<Guid, string> _orders = new();
    private readonly Dictionary<string, AccountShare> _shares = new(StringComparer.Ordinal);
    private readonly Lock _guard = new();
    private DeadMansSwitch? _switch;

    /// <summary>An order with that id is this bot's: it is about to be sent, asked for or cancelled.</summary>
    public void Claim(string bot, Guid order) => _orders.TryAdd(order, bot);

    /// <summary>
    /// True for an order that another bot of this process has placed. Every bot gets reports of an order that none has
    /// claimed: one of an earlier process must find its owner.
    /// </summary>
    public bool IsAnothers(string bot, Guid order) => _orders.TryGetValue(order, out var owner) && owner != bot;

    /// <summary>Sets aside what a bot has, until it is released or the process ends.</summary>
    /// <param name="bot">Whose.</param>
    /// <param name="share">It takes the place of what was set aside for it before.</param>
    /// <returns>What is set aside for the others, of the same currencies.</returns>
    public AccountShare Reserve(string bot, AccountShare share)
    {
        lock (_guard)
        {
            _shares[bot] = share;
            var others = _shares.Where(other => other.Key != bot).Select(other => other.Value).ToList();
            return share with
            {
                Cash = others.Where(other => other.Quote == share.Quote).Sum(other => other.Cash),
                Held = others.Where(other => other.Base == share.Base).Sum(other => other.Held),
            };
        }
    }

    /// <summary>
    /// A bot is about to sell. What it buys is not added: another bot may have read the account before that.
    /// </summary>
    public void Sell(string bot, decimal volume)
    {
        lock (_guard)
        {
            if (_shares.TryGetValue(bot, out var share))
                _shares[bot] = share with { Held = Math.Max(0, share.Held - volume) };
        }
    }

    /// <summary>A bot that was refused leaves its share to the others.</summary>
    public void Release(string bot)
    {
        lock (_guard)
            _shares.Remove(bot);
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

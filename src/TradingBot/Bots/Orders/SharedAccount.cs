using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
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
    /// <param name="check">
    /// Is told what the others have of the same currencies; what it throws leaves all as it was.
    /// </param>
    public void Reserve(string bot, AccountShare share, Action<AccountShare>? check = null)
    {
        lock (_guard)
        {
            var others = _shares.Where(other => other.Key != bot).Select(other => other.Value).ToList();
            check?.Invoke(share with
            {
                Cash = others.Sum(other => other.In(share.Quote)),
                Held = others.Sum(other => other.In(share.Base)),
            });
            _shares[bot] = share;
        }
    }

    /// <summary>
    /// A bot is about to send an order. What that brings is not added: another bot may have read the account before.
    /// </summary>
    public void Send(string bot, in OrderRequest order)
    {
        if (order.IsOnMargin)
            return;
        lock (_guard)
        {
            if (!_shares.TryGetValue(bot, out var share))
                return;
            _shares[bot] = order.Side == Side.Sell
                ? share with { Held = Math.Max(0, share.Held - order.Volume) }
                : share with { Cash = Math.Max(0, share.Cash - order.Reserved) };
        }
    }

    /// <summary>A bot could not begin: what it has from earlier sessions stays its own.</summary>
    public void Release(string bot)
    {
        lock (_guard)
        {
            if (_shares.TryGetValue(bot, out var share) && !share.IsStored)
                _shares.Remove(bot);
        }
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

using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Accounts;

/// <summary>
/// Why an account has changed between two readings otherwise than the bot's books: what others did in it explains
/// itself. Whatever is left over, the bot has done without knowing it, or somebody has whom the ledger does not show.
/// </summary>
internal sealed class Explanation
{
    /// <summary>The ledger's stamps and our estimate of the exchange's clock differ by less.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly AccountReading _from;
    private readonly AccountReading _to;
    private readonly Instrument _pair;
    private readonly List<AccountEntry> _others;
    private readonly List<AccountEntry> _own;
    private readonly Dictionary<Guid, (AttemptRecord? Attempt, bool IsNew)> _attempts;

    public Explanation(
        AccountReading from,
        AccountReading to,
        IReadOnlyList<AccountEntry> entries,
        OwnAttempts own,
        Instrument pair,
        long lastOrder)
    {
        (_from, _to, _pair) = (from, to, pair);
        var ids = entries.Select(entry => entry.ClientId).OfType<Guid>().ToHashSet();
        _attempts = own.Among(ids, lastOrder);
        var wanted = entries.Where(entry => entry.Time >= from.Asked - Slack).OrderBy(entry => entry.Time)
            .ThenBy(entry => entry.Id, StringComparer.Ordinal).ToLookup(IsOwn);
        (_own, _others) = ([.. wanted[true]], [.. wanted[false]]);
        Explain();
    }

    /// <summary>True where others' entries explain all of it.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>True where the ledger has trades of orders that the bot holds for not traded.</summary>
    public bool IsContradiction => _own.Exists(IsContradicted);

    private decimal LeftBase { get; set; }

    private decimal LeftQuote { get; set; }

    /// <summary>Two readings between which nobody else did anything agree with the bot's books.</summary>
    public static bool AreInStep(AccountReading from, AccountReading to, Instrument pair)
    {
        var (@base, quote) = Difference(from, to);
        return @base == 0 && Math.Abs(quote) <= pair.CostRounding * (1 + to.Fills - from.Fills);
    }

    /// <summary>For a person.</summary>
    public string Text()
    {
        var culprits = string.Concat(_own.Where(IsContradicted).GroupBy(entry => entry.ExchangeId).Select(Culprit));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"since {_from.Answered:HH:mm:ss} UTC the account has changed by {LeftBase:+0.##########;-0.##########;0} ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{_pair.Base} and {LeftQuote:+0.##########;-0.##########;0} {_pair.Quote} more than this bot's books ")
            + "and the other activity in it explain" + culprits;
    }

    private string Culprit(IGrouping<string?, AccountEntry> entries)
    {
        var attempt = _attempts[entries.First().ClientId!.Value].Attempt;
        var name = attempt is null
            ? "an order of this bot that its journal does not know"
            : FormattableString.Invariant($"order {attempt.Number}, attempt {attempt.Attempt}, ")
                + $"recorded as {attempt.State}" + (attempt.Note is { } note ? $" ({note})" : "");
        return $"; {name} has traded as {entries.Key}";
    }

    private bool IsOwn(AccountEntry entry) => entry.ClientId is { } id && _attempts.ContainsKey(id);

    private bool IsContradicted(AccountEntry entry)
    {
        var (attempt, isNew) = _attempts[entry.ClientId!.Value];
        return isNew || attempt is { Filled: 0 } && attempt.State.IsOver();
    }

    private static (decimal Base, decimal Quote) Difference(AccountReading from, AccountReading to) =>
        (to.Base - from.Base - (to.Held - from.Held), to.Quote - from.Quote - (to.Cash - from.Cash));

    /// <summary>
    /// An entry near a reading may count before or after it, but each reading is one point in the ledger: so each place
    /// that may be that point is tried, for both readings. Only how early a reading may have been is known: our
    /// estimate of the exchange's clock is never ahead of it, but may be minutes behind on a machine that has slept.
    /// </summary>
    private void Explain()
    {
        var fills = Math.Max(_to.Fills - _from.Fills, _own.Count(entry => !entry.IsBase));
        var (@base, quote) = Difference(_from, _to);
        var (sumsOfBase, sumsOfQuote) = (new decimal[_others.Count + 1], new decimal[_others.Count + 1]);
        for (var i = 0; i < _others.Count; i++)
        {
            sumsOfBase[i + 1] = sumsOfBase[i] + (_others[i].IsBase ? _others[i].Change : 0);
            sumsOfQuote[i + 1] = sumsOfQuote[i] + (_others[i].IsBase ? 0 : _others[i].Change);
        }

        var ends = _others.FindAll(entry => entry.Time < _to.Asked - Slack).Count;
        (LeftBase, LeftQuote) = (@base - sumsOfBase[^1], quote - sumsOfQuote[^1]);
        for (var begin = 0; begin <= _others.Count; begin++)
        {
            for (var end = Math.Max(begin, ends); end <= _others.Count; end++)
            {
                var isAll = @base == sumsOfBase[end] - sumsOfBase[begin]
                    && Math.Abs(quote - sumsOfQuote[end] + sumsOfQuote[begin]) <= _pair.CostRounding * (1 + fills);
                IsWhole |= isAll;
            }
        }
    }
}

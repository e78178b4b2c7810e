using System.Globalization;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Kraken.Notation;

/// <summary>
/// Kraken's errors as data: what each one proves and when to try again. Sources: docs.kraken.com general/errors, the
/// official SDK's and CLI's guides, public measurements; collected in the project's Kraken reference, section 3.4.
/// </summary>
/// <remarks>
/// A row says <see cref="ErrorEffect.NotDone"/> only where the error is about what the request says, so that every copy
/// of it is refused alike. What depends on the moment, the account, the book or the price was true for one copy.
/// </remarks>
internal static class KrakenErrors
{
    /// <summary>Answers market orders of some accounts, those of German residents for one.</summary>
    private const string TradingAgreement = "EOrder:Trading agreement required";

    /// <summary>Answers an order that was to rest and would have traded at once.</summary>
    private const string PostOnly = "EOrder:Post only order";

    /// <summary>Answers an address or a key with too many wrong calls, for about a quarter of an hour.</summary>
    private const string TemporaryLockout = "EGeneral:Temporary lockout";

    private static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    /// <summary>
    /// What is not in the table: these refuse for what the request says. The rest may be said of one that was done.
    /// </summary>
    private static readonly string[] Refusing = ["EOrder:", "EQuery:", "EFunding:", "EAccount:"];

    // The longest matching beginning wins, so a special case stands beside its general one in any order.
    private static readonly (string Beginning, ErrorEffect Effect, RetryAdvice Retry, bool IsFatal)[] Table =
    [
        ("EAPI:Invalid key", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, true),
        ("EAPI:Invalid signature", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, true),
        ("EAPI:Invalid nonce", ErrorEffect.ThisCopyRefused, RetryAdvice.OnceWithNewNonce, false),
        ("EAPI:Invalid token", ErrorEffect.ThisCopyRefused, RetryAdvice.WithNewToken, false),
        ("EAPI:Rate limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause, false),
        ("EAPI:Feature disabled", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EAPI:Bad request", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EAuth:Account temporary disabled", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, true),
        ("EAuth:Account unconfirmed", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, true),
        ("EAuth:Rate limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause, false),
        ("EAuth:Too many requests", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause, false),
        ("EAccount:Invalid permissions", ErrorEffect.NotDone, RetryAdvice.Never, true),
        ("EGeneral:Permission denied", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, true),
        ("EGeneral:Too many requests", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause, false),
        (TemporaryLockout, ErrorEffect.ThisCopyRefused, RetryAdvice.Never, true),
        // Without a field it may be the deadline, which an earlier copy has met.
        ("EGeneral:Invalid arguments", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:cl_ord_id", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:leverage", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:oflags", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:ordertype", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:pair", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:timeinforce", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:type", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:volume", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Invalid arguments:cl_ord_id not unique", ErrorEffect.EarlierOrderIsOpen, RetryAdvice.Never, false),
        ("EGeneral:Unknown method", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EGeneral:Internal error", ErrorEffect.Unknown, RetryAdvice.WithBackoff, false),
        ("EQuery:Unknown asset", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EOrder:Insufficient funds", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Insufficient margin", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        (TradingAgreement, ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EOrder:Order minimum not met", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EOrder:Cost minimum not met", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Tick size check failed", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("EOrder:Invalid price", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        (PostOnly, ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Orders limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Positions limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Scheduled orders limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Margin", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Reduce only", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("EOrder:Rate limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterDecay, false),
        ("EOrder:Domain rate limit exceeded", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterDecay, false),
        ("EOrder:Unknown order", ErrorEffect.OrderIsGone, RetryAdvice.Never, false),
        ("EOrder:Invalid order", ErrorEffect.OrderIsGone, RetryAdvice.Never, false),
        ("EService:Market in cancel_only mode", ErrorEffect.ThisCopyRefused, RetryAdvice.WhenStatusChanges, false),
        ("EService:Market in post_only mode", ErrorEffect.ThisCopyRefused, RetryAdvice.WhenStatusChanges, false),
        ("EService:Throttled", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause, false),
        ("EService:Unavailable", ErrorEffect.Unknown, RetryAdvice.WithBackoff, false),
        ("EService:Busy", ErrorEffect.Unknown, RetryAdvice.WithBackoff, false),
        ("EService:Timeout", ErrorEffect.Unknown, RetryAdvice.WithBackoff, false),
        // The engine says "too late", so the order should not exist; it counts as not placed only once one look-up
        // agrees.
        ("EService:Deadline elapsed", ErrorEffect.Unknown, RetryAdvice.Never, false),
        ("ETrade:Locked", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("ETrade:Invalid request", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),
        ("ESession:Invalid session", ErrorEffect.ThisCopyRefused, RetryAdvice.WithNewToken, false),
        ("EBM:limit exceeded:CAL", ErrorEffect.ThisCopyRefused, RetryAdvice.Never, false),

        // WebSocket v2 words these without a category.
        ("Currency pair not supported", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("Subscription name invalid", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("Unsupported event", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("Unsupported field", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("Symbol(s) not found", ErrorEffect.NotDone, RetryAdvice.Never, false),
        ("Token(s) not found", ErrorEffect.ThisCopyRefused, RetryAdvice.WithNewToken, false),
        ("Exceeded msg rate", ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause, false),
    ];

    /// <summary>The beginnings the table knows, for tests.</summary>
    public static IEnumerable<string> Known => Table.Select(row => row.Beginning);

    /// <summary>What one of Kraken's error texts means; one that the table does not know, by its category.</summary>
    public static ExchangeError Read(string text)
    {
        text = ExchangeText.Clean(text);
        var normal = Normal(text);
        var best = -1;
        for (var i = 0; i < Table.Length; i++)
        {
            if (normal.StartsWith(Table[i].Beginning, StringComparison.OrdinalIgnoreCase)
                && (best < 0 || Table[i].Beginning.Length > Table[best].Beginning.Length))
                best = i;
        }

        return best < 0
            ? new ExchangeError(text, EffectOfCategory(normal), RetryAdvice.Never)
            : new ExchangeError(text, Table[best].Effect, Table[best].Retry, Table[best].IsFatal, InstantIn(normal))
            {
                DemandsAgreement = Table[best].Beginning == TradingAgreement,
                WouldHaveTraded = Table[best].Beginning == PostOnly,
                Lockout = Table[best].Beginning == TemporaryLockout ? LockoutTime : null,
            };
    }

    /// <summary>Several errors in one answer: the one that leaves most open decides.</summary>
    public static ExchangeError Read(IReadOnlyList<string> texts)
    {
        var errors = texts.Select(Read).ToList();
        return errors.Find(error => error.Effect == ErrorEffect.Unknown)
            ?? errors.Find(error => error.Effect == ErrorEffect.ThisCopyRefused)
            ?? errors[0];
    }

    /// <summary>What a status other than 200 means when the body is not Kraken's own answer.</summary>
    public static ExchangeError ReadStatus(int status)
    {
        var text = $"HTTP {status}";
        return status switch
        {
            429 => new ExchangeError(text, ErrorEffect.ThisCopyRefused, RetryAdvice.AfterPause),
            // 408 is a proxy's word for a request it may have passed on.
            408 => new ExchangeError(text, ErrorEffect.Unknown, RetryAdvice.WithBackoff),
            >= 400 and < 500 => new ExchangeError(text, ErrorEffect.ThisCopyRefused, RetryAdvice.Never),
            _ => new ExchangeError(text, ErrorEffect.Unknown, RetryAdvice.WithBackoff),
        };
    }

    private static ErrorEffect EffectOfCategory(string text) =>
        Array.Exists(Refusing, category => text.StartsWith(category, StringComparison.OrdinalIgnoreCase))
            ? ErrorEffect.NotDone
            : ErrorEffect.Unknown;

    // Both "EService:Throttled" and "EService: Throttled" have been seen.
    private static string Normal(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? text.Trim() : string.Concat(text.AsSpan(0, colon + 1).Trim(), text.AsSpan(colon + 1).Trim());
    }

    // "EService:Throttled: 1700000000" names the second from which it is worth asking again.
    private static DateTime? InstantIn(string text)
    {
        const string Throttled = "EService:Throttled:";
        return text.StartsWith(Throttled, StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text.AsSpan(Throttled.Length).Trim(), CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 253_402_300_800
            ? DateTime.UnixEpoch.AddSeconds(seconds)
            : null;
    }
}

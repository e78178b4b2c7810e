using TradingBot.Bots.Preparation;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Diagnosis;

/// <summary>Whether there is an API key, whether the exchange takes it, and what it may do.</summary>
/// <param name="find">Looks for the key; throws what is wrong with it.</param>
/// <param name="places">Where it may be.</param>
/// <param name="pair">Of the order that is tried, validated only.</param>
/// <param name="limits">What the account's class may do, in words.</param>
/// <param name="connect">Connects with a key.</param>
internal sealed class KeyChecks(
    Func<ApiKey?> find, string places, string pair, string limits, Func<ApiKey?, IExchange> connect)
{
    private const string Subject = "API key";
    private const string Rights = "API key's rights";

    public IEnumerable<Check> All() => [new(Subject, RunAsync), Check.Of("rate limits", Limits)];

    private async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken limited)
    {
        ApiKey? key;
        IExchange exchange;
        try
        {
            key = find();
            if (key is null)
                return [Finding.Warn(Subject, "none", $"paper trading needs none, --live does: {places}")];
            exchange = connect(key);
        }
        catch (UserError wrong)
        {
            return [Finding.Fail(Subject, wrong.Message, "")];
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [Finding.Warn(Subject, held.Message, "if a bot uses it, stop that bot to check the key")];
        }

        await using (exchange.ConfigureAwait(false))
            return await AskAsync(key, exchange, exchange.Account!, limited).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(
        ApiKey key, IExchange exchange, IAccount account, CancellationToken limited)
    {
        var venue = exchange.Venue.DisplayName;
        var info = await account.RightsAsync(limited).ConfigureAwait(false);
        if (info is Answer<KeyRights>.Rejected { Error.IsFatal: true })
        {
            var newKey = $"make a new key at {venue}, and check its IP addresses and its expiry";
            return [Finding.Fail(Subject, $"{key.Fingerprint}: {AnswerText.Of(info)}", newKey)];
        }

        var order = await TryOrderAsync(exchange, account, limited).ConfigureAwait(false);
        List<TriedRight> rights = [.. await account.TryRightsAsync(limited).ConfigureAwait(false), Tried(order)];
        var valid = Finding.Ok(Subject, $"{key.Fingerprint}, accepted");
        var withdrawal = Withdrawal(info, venue);
        if (order is Answer<string>.Rejected { Error: { DemandsAgreement: true, Text: var text } })
            return [valid, Finding.Fail(Rights, text, "trade with --trading-agreement"), withdrawal];

        var denied = rights.Where(right => right.IsDenied).Select(right => $"{right.Name} ({right.Trouble})").ToList();
        if (denied.Count > 0)
        {
            var words = $"it may not {string.Join(", ", denied)}";
            return [valid, Finding.Fail(Rights, words, $"give it these rights at {venue}"), withdrawal];
        }

        var unclear = rights.Where(right => right.Trouble is not null)
            .Select(right => $"{right.Name}: {right.Trouble}").ToList();
        var granted = Finding.Ok(Rights, string.Join(", ", rights.Select(right => right.Name)));
        return unclear.Count > 0
            ? [Finding.Fail(Subject, string.Join("; ", unclear), "try again"), withdrawal]
            : [valid, granted, withdrawal];
    }

    private static TriedRight Tried(Answer<string> order) => order switch
    {
        Answer<string>.Rejected { Error.IsFatal: true } =>
            new TriedRight("create orders", AnswerText.Of(order), IsDenied: true),
        // For want of funds, say: it was let in.
        Answer<string>.Success or Answer<string>.Rejected => new TriedRight("create orders", null, IsDenied: false),
        _ => new TriedRight("create orders", AnswerText.Of(order), IsDenied: false),
    };

    private async Task<Answer<string>> TryOrderAsync(
        IExchange exchange, IAccount account, CancellationToken limited)
    {
        var found = await PairSearch.FindAsync(exchange, pair, limited).ConfigureAwait(false);
        return await SmallestOrder.ValidateAsync(exchange, account, found.Instrument, Guid.NewGuid, limited)
            .ConfigureAwait(false);
    }

    private static Finding Withdrawal(Answer<KeyRights> info, string venue) =>
        (info as Answer<KeyRights>.Success)?.Value.MayWithdraw switch
        {
            true => Finding.Warn(
                "withdrawal", "this key may withdraw funds", "make one that may not; --live refuses it"),
            false => Finding.Ok("withdrawal", "this key may not withdraw"),
            null => Finding.Warn("withdrawal", $"{venue} does not report whether it may", "make sure that it may not"),
        };

    private IReadOnlyList<Finding> Limits() => [Finding.Ok("rate limits", limits)];
}

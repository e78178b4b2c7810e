using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Hosting;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Diagnosis;

/// <summary>Whether there is an API key, whether Kraken takes it, and what it may do.</summary>
/// <param name="find">Looks for the key; throws what is wrong with it.</param>
/// <param name="places">Where it may be.</param>
/// <param name="pair">Of the order that is tried, validated only.</param>
/// <param name="options">Where Kraken is.</param>
internal sealed class KeyChecks(
    Func<ApiKey?> find, string places, string pair, KrakenOptions options)
{
    private const string Subject = "API key";
    private const string Rights = "API key's rights";
    private const string NewKey = "make a new key at Kraken, and mind its IP addresses and its end";

    public IEnumerable<Check> All() => [new(Subject, RunAsync), Check.Of("rate limits", Limits)];

    private async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken limited)
    {
        ApiKey? key;
        try
        {
            key = find();
        }
        catch (UserError wrong)
        {
            return [Finding.Fail(Subject, wrong.Message, "")];
        }

        if (key is null)
            return [Finding.Warn(Subject, "none", $"paper trading needs none, --live does: {places}")];
        try
        {
            NonceFile.Open(KrakenRegistration.NoncePath(options, key)).Dispose();
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [Finding.Warn(Subject, held.Message, "if a bot uses it, stop that one to have the key checked")];
        }

        var provider = DoctorClients.Of(options, key);
        await using (provider.ConfigureAwait(false))
            return await AskAsync(key, provider, limited).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(
        ApiKey key, IServiceProvider provider, CancellationToken limited)
    {
        var account = KrakenAccount.Of(provider);
        var info = await account.Reader.KeyInfoAsync(limited).ConfigureAwait(false);
        if (info is Answer<ApiKeyInfo>.Rejected { Error.IsFatal: true })
            return [Finding.Fail(Subject, $"{key.Fingerprint}: {AnswerText.Of(info)}", NewKey)];
        var rights = new List<(string Right, bool IsDenied, string? Trouble)>();
        Add("query funds", await account.Reader.BalanceExAsync(limited).ConfigureAwait(false));
        Add("query open orders", await account.Reader.OpenOrdersAsync(null, limited).ConfigureAwait(false));
        Add("access WebSockets", await account.Reader.WebSocketsTokenAsync(limited).ConfigureAwait(false));
        var order = await TryOrderAsync(account, provider, limited).ConfigureAwait(false);
        Add("create orders", order);
        var valid = Finding.Ok(Subject, $"{key.Fingerprint}, accepted");
        if (order is Answer<OrderPlaced>.Rejected { Error: { DemandsAgreement: true, Text: var text } })
            return [valid, Finding.Fail(Rights, text, "trade with --trading-agreement"), Withdrawal(info)];

        var denied = rights.Where(right => right.IsDenied).Select(right => $"{right.Right} ({right.Trouble})").ToList();
        if (denied.Count > 0)
        {
            var words = $"it may not {string.Join(", ", denied)}";
            return [valid, Finding.Fail(Rights, words, "give it these rights at Kraken"), Withdrawal(info)];
        }

        var unclear = rights.Where(right => right.Trouble is not null)
            .Select(right => $"{right.Right}: {right.Trouble}").ToList();
        var granted = Finding.Ok(Rights, string.Join(", ", rights.Select(right => right.Right)));
        return unclear.Count > 0
            ? [Finding.Fail(Subject, string.Join("; ", unclear), "try again"), Withdrawal(info)]
            : [valid, granted, Withdrawal(info)];

        void Add<T>(string right, Answer<T> answer) => rights.Add(answer switch
        {
            Answer<T>.Success => (right, false, null),
            Answer<T>.Rejected { Error.IsFatal: true } => (right, true, AnswerText.Of(answer)),
            Answer<T>.Rejected when right == "create orders" => (right, false, null), // for want of funds, say
            _ => (right, false, AnswerText.Of(answer)),
        });
    }

    private async Task<Answer<OrderPlaced>> TryOrderAsync(
        KrakenAccount account, IServiceProvider provider, CancellationToken limited)
    {
        var rest = provider.GetRequiredService<PublicRest>();
        var found = await PairSearch.FindAsync(rest, pair, limited).ConfigureAwait(false);
        var environment = new SessionEnvironment(TimeProvider.System);
        return await new PreFlight(rest, account, found, environment, NullLogger<PreFlight>.Instance)
            .TryOrderAsync(limited).ConfigureAwait(false);
    }

    private static Finding Withdrawal(Answer<ApiKeyInfo> info) =>
        (info as Answer<ApiKeyInfo>.Success)?.Value.MayWithdraw switch
        {
            true => Finding.Warn(
                "withdrawal", "this key may withdraw funds", "make one that may not; --live refuses it"),
            false => Finding.Ok("withdrawal", "this key may not withdraw"),
            null => Finding.Warn("withdrawal", "Kraken does not tell whether it may", "make sure that it may not"),
        };

    private IReadOnlyList<Finding> Limits()
    {
        var (calls, orders) = (KrakenRateLimits.Private(options.Tier), KrakenRateLimits.Trading(options.Tier));
        return
        [
            Finding.Ok("rate limits", string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Tier} (--tier): {calls.Threshold} calls, {calls.DecayPerSecond} more a second; ")
                + string.Create(CultureInfo.InvariantCulture, $"{orders.Threshold} for orders")),
        ];
    }
}

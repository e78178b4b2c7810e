using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Hosting;

/// <summary>
/// What must be right before real money is traded: the exchange's state, the clock, what the key may do, the pair, the
/// size of an order, and that the account holds what the bot's books say it holds.
/// </summary>
internal sealed partial class PreFlight(
    PublicRest market, KrakenAccount account, KrakenPair pair, SessionEnvironment environment, ILogger<PreFlight> log)
{
    /// <summary>Kraken tells the time in whole seconds, and an answer takes a while.</summary>
    private static readonly TimeSpan MostClockError = TimeSpan.FromSeconds(30);

    /// <summary>Checks everything.</summary>
    /// <param name="now">UTC, exchange time.</param>
    /// <param name="mayKeyWithdraw">True: a key that may withdraw is accepted.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="UserError">Something is not right; one line that says what to do.</exception>
    public async Task<LiveFacts> CheckAsync(DateTime now, bool mayKeyWithdraw, CancellationToken cancellation)
    {
        var mode = await ModeAsync(cancellation).ConfigureAwait(false);
        await CheckClockAsync(cancellation).ConfigureAwait(false);
        await CheckKeyAsync(mayKeyWithdraw, cancellation).ConfigureAwait(false);
        if (pair.Status != "online")
            throw new UserError($"--currency: Kraken says '{pair.Status}' of {pair.Names.ShortName}; try again later");
        var balances = (await account.Reader.BalanceExAsync(cancellation).ConfigureAwait(false)).Required("BalanceEx");
        var owned = balances.GetValueOrDefault(pair.BaseId)?.Balance ?? 0;
        var quote = balances.GetValueOrDefault(pair.QuoteId);
        var free = quote?.Available ?? 0;
        Funds(free, pair.Instrument.Quote, owned, pair.Instrument.Base);
        await CheckOrderAsync(cancellation).ConfigureAwait(false);
        return new LiveFacts(
            mode,
            new EngineEvent.AccountRead(now, EngineEvent.AccountRead.AtStart, owned, quote?.Balance ?? 0),
            free);
    }

    /// <summary>The smallest order, validated only: the key must be able to place it, the pair to take it.</summary>
    /// <exception cref="UserError">Kraken did not say the pair's price.</exception>
    public async Task<Answer<OrderPlaced>> TryOrderAsync(CancellationToken cancellation)
    {
        var ticker = (await market.TickerAsync([pair.Names.Id], cancellation).ConfigureAwait(false)).Required("Ticker");
        var order = new NewOrder
        {
            Pair = pair.Names,
            Side = Side.Buy,
            Kind = OrderKind.Market,
            Volume = SmallestAt((decimal)ticker.Values.First().Ask[0]),
            ClientOrderId = environment.NewId().ToString("D"),
            IsValidatedOnly = true,
        };
        return await account.Orders.AddOrderAsync(order, cancellation).ConfigureAwait(false);
    }

    private async Task<ExchangeMode> ModeAsync(CancellationToken cancellation)
    {
        var status = (await market.SystemStatusAsync(cancellation).ConfigureAwait(false)).Required("SystemStatus");
        var mode = status.Mode.AsExchangeMode();
        if (mode == ExchangeMode.Online)
            IsOnline();
        else
            IsNotOnline(status.Status);
        return mode;
    }

    private async Task CheckClockAsync(CancellationToken cancellation)
    {
        var server = (await market.TimeAsync(cancellation).ConfigureAwait(false)).Required("Time");
        var offset = environment.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(server.UnixSeconds);
        if (offset.Duration() > MostClockError)
        {
            var direction = offset > TimeSpan.Zero ? "ahead of" : "behind";
            throw new UserError(
                $"this machine's clock is {Seconds(offset.Duration())} seconds {direction} Kraken's: set it "
                + "(timedatectl set-ntp true)",
                ExitCode.Failed);
        }
    }

    private async Task CheckKeyAsync(bool mayWithdraw, CancellationToken cancellation)
    {
        var answer = await account.Reader.KeyInfoAsync(cancellation).ConfigureAwait(false);
        if (answer is Answer<ApiKeyInfo>.Rejected { Error: { IsFatal: true } error })
            throw new UserError($"--key: Kraken does not accept the API key: {error.Text}");
        var withdraws = (answer as Answer<ApiKeyInfo>.Success)?.Value.MayWithdraw;
        if (withdraws is null)
            KeyNotKnown(answer is Answer<ApiKeyInfo>.Success ? "no permissions in the answer" : AnswerText.Of(answer));
        else if (withdraws.Value && !mayWithdraw)
        {
            throw new UserError(
                "--key: this API key may withdraw funds; make one that may not, or say --allow-withdrawal-key");
        }
    }

    private async Task CheckOrderAsync(CancellationToken cancellation)
    {
        var answer = await TryOrderAsync(cancellation).ConfigureAwait(false);
        if (answer is Answer<OrderPlaced>.Rejected { Error: { IsFatal: true } error })
            throw new UserError($"--key: this API key may not place orders: {error.Text}");
        if (answer is Answer<OrderPlaced>.Rejected { Error: { DemandsAgreement: true, Text: var text } })
        {
            throw new UserError(
                $"--live: Kraken requires this account's agreement to trade {pair.Names.ShortName} ({text}): "
                + "give it with --trading-agreement",
                ExitCode.Failed);
        }

        if (answer is not Answer<OrderPlaced>.Success)
            OrderNotChecked(AnswerText.Of(answer));
    }

    /// <summary>The pair's smallest volume, or what its smallest cost buys with some room.</summary>
    private decimal SmallestAt(decimal price)
    {
        var rules = pair.Instrument;
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)rules.VolumeDecimals);
        var byCost = price > 0 ? rules.RoundVolumeDown(rules.MinimumCost * 1.1m / price) + unit : 0;
        return Math.Max(rules.MinimumVolume, byCost);
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pre-flight: Kraken is online")]
    private partial void IsOnline();

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Pre-flight: Kraken is in {Status} mode; orders wait until it is online")]
    private partial void IsNotOnline(string status);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Pre-flight: cannot tell whether the API key may withdraw: {Reason}; make sure that it may not")]
    private partial void KeyNotKnown(string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Pre-flight: {Free} {Quote} free, {Owned} {Base} in the account")]
    private partial void Funds(decimal free, string quote, decimal owned, string @base);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Pre-flight: the smallest order would not be accepted: {Reason}")]
    private partial void OrderNotChecked(string reason);
}

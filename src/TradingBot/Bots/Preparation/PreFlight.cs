using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// What must be right before real money is traded: the exchange's state, the clock, what the key may do, the pair, the
/// size of an order, and that the account holds what the bot's books say it holds.
/// </summary>
internal sealed partial class PreFlight(
    IExchange exchange,
    IAccount account,
    ListedInstrument pair,
    ExchangeEnvironment environment,
    ILogger<PreFlight> log)
{
    /// <summary>Some exchanges tell the time in whole seconds, and an answer takes a while.</summary>
    private static readonly TimeSpan MaxClockError = TimeSpan.FromSeconds(30);

    private Instrument Instrument => pair.Instrument;

    private string Venue => exchange.Venue.DisplayName;

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
        if (!pair.IsTrading)
            throw new UserError($"--currency: {Venue} says '{pair.Status}' of {Instrument.Symbol}; try again later");
        var balances = (await account.BalancesAsync(Instrument, cancellation).ConfigureAwait(false))
            .Required(exchange.Venue, "the account's balances");
        Funds(balances.FreeQuote, Instrument.Quote, balances.Base, Instrument.Base);
        await CheckOrderAsync(cancellation).ConfigureAwait(false);
        return new LiveFacts(
            mode,
            new EngineEvent.AccountRead(now, EngineEvent.AccountRead.AtStart, balances.Base, balances.Quote),
            balances.FreeQuote);
    }

    private async Task<ExchangeMode> ModeAsync(CancellationToken cancellation)
    {
        var status = (await exchange.Market.StatusAsync(cancellation).ConfigureAwait(false))
            .Required(exchange.Venue, "its status");
        if (status.Mode == ExchangeMode.Online)
            IsOnline(Venue);
        else
            IsNotOnline(Venue, status.Word);
        return status.Mode;
    }

    private async Task CheckClockAsync(CancellationToken cancellation)
    {
        var server = (await exchange.Market.TimeAsync(cancellation).ConfigureAwait(false))
            .Required(exchange.Venue, "the time");
        var offset = environment.Time.GetUtcNow().UtcDateTime - server;
        if (offset.Duration() > MaxClockError)
        {
            var direction = offset > TimeSpan.Zero ? "ahead of" : "behind";
            throw new UserError(
                $"this machine's clock is {Seconds(offset.Duration())} seconds {direction} {Venue}'s: set it "
                + "(timedatectl set-ntp true)",
                ExitCode.Failed);
        }
    }

    private async Task CheckKeyAsync(bool mayWithdraw, CancellationToken cancellation)
    {
        var answer = await account.RightsAsync(cancellation).ConfigureAwait(false);
        if (answer is Answer<KeyRights>.Rejected { Error: { IsFatal: true } error })
            throw new UserError($"--key: {Venue} does not accept the API key: {error.Text}");
        var withdraws = (answer as Answer<KeyRights>.Success)?.Value.MayWithdraw;
        if (withdraws is null)
            KeyNotKnown(answer is Answer<KeyRights>.Success ? "no permissions in the answer" : AnswerText.Of(answer));
        else if (withdraws.Value && !mayWithdraw)
        {
            throw new UserError(
                "--key: this API key may withdraw funds; make one that may not, or say --allow-withdrawal-key");
        }
    }

    private async Task CheckOrderAsync(CancellationToken cancellation)
    {
        var answer = await SmallestOrder
            .ValidateAsync(exchange, account, Instrument, environment.NewId, cancellation).ConfigureAwait(false);
        if (answer is Answer<string>.Rejected { Error: { IsFatal: true } error })
            throw new UserError($"--key: this API key may not place orders: {error.Text}");
        if (answer is Answer<string>.Rejected { Error: { DemandsAgreement: true, Text: var text } })
        {
            throw new UserError(
                $"--live: {Venue} requires this account's agreement to trade {Instrument.Symbol} ({text}): "
                + "give it with --trading-agreement",
                ExitCode.Failed);
        }

        if (answer is not Answer<string>.Success)
            OrderNotChecked(AnswerText.Of(answer));
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pre-flight: {Venue} is online")]
    private partial void IsOnline(string venue);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Pre-flight: {Venue} is in {Status} mode; orders wait until it is online")]
    private partial void IsNotOnline(string venue, string status);

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

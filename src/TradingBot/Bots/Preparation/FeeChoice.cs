using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// Which fees a live session uses: those the user gave, else the account's own, else the venue's published
/// ones. The choice is logged.
/// </summary>
internal sealed partial class FeeChoice(IExchange exchange, ILogger<FeeChoice> log)
{
    /// <param name="given">What the user said, a fraction; or null.</param>
    /// <param name="instrument">The pair.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<FeeSchedule> ForAsync(decimal? given, Instrument instrument, CancellationToken cancellation)
    {
        if (given is { } rate)
            return Chosen(FeeSchedule.Flat(rate), "--fee");
        var own = exchange.Account is { } account
            ? await OwnAsync(account, instrument, cancellation).ConfigureAwait(false)
            : null;
        return Chosen(own ?? exchange.Venue.FeesOf(instrument));
    }

    private FeeSchedule Chosen(FeeSchedule fees, string? source = null)
    {
        var rate = Display.FeePercent(fees.At(0).Taker);
        var tiers = fees.IsFlat ? "" : ", less with volume";
        Fee(rate, tiers, source ?? fees.Name);
        return fees;
    }

    private async Task<FeeSchedule?> OwnAsync(
        IAccount account, Instrument instrument, CancellationToken cancellation)
    {
        var answer = await account.FeesAsync(instrument, cancellation).ConfigureAwait(false);
        if (answer is not Answer<FeeTier?>.Success success)
        {
            Unknown(exchange.Venue.DisplayName, AnswerText.Of(answer));
            return null;
        }

        if (success.Value is not { Taker: >= 0 and < 1 } rates)
        {
            Unknown(exchange.Venue.DisplayName, "no rate for the pair in the answer");
            return null;
        }

        // Flat: what is traded on paper does not add to the account's volume. A rebate for makers does not apply to
        // takers.
        var tier = new FeeTier(FromVolume: 0, Math.Clamp(rates.Maker, 0, rates.Taker), rates.Taker);
        return new FeeSchedule("the account's own, by TradeVolume", [tier]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Fee: {Rate} of each fill{Tiers} ({Source})")]
    private partial void Fee(string rate, string tiers, string source);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Venue} does not report the account's own fees: {Reason}")]
    private partial void Unknown(string venue, string reason);
}

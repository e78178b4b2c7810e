using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;
using TradingBot.Modes;
using TradingBot.Reports;

namespace TradingBot.Hosting;

/// <summary>
/// Which fees a live session reckons with: those the user said, else the account's own, else Kraken's table. The choice
/// is logged.
/// </summary>
internal sealed partial class FeeChoice(AccountRest? account, ILogger<FeeChoice> log)
{
    public async Task<FeeSchedule> ForAsync(TradeRequest request, KrakenPair pair, CancellationToken cancellation)
    {
        if (request.IsFeeGiven)
            return Chosen(request.Fees, "--fee");
        var own = account is null ? null : await OwnAsync(account, pair, cancellation).ConfigureAwait(false);
        return own is null ? Chosen(KrakenFees.For(pair.Instrument)) : Chosen(own);
    }

    private FeeSchedule Chosen(FeeSchedule fees, string? source = null)
    {
        var rate = Text.FeePercent(fees.At(0).Taker);
        var tiers = fees.IsFlat ? "" : ", less with volume";
        Fee(rate, tiers, source ?? fees.Name);
        return fees;
    }

    private async Task<FeeSchedule?> OwnAsync(AccountRest reader, KrakenPair pair, CancellationToken cancellation)
    {
        var answer = await reader.TradeVolumeAsync(pair.Names.Id, cancellation).ConfigureAwait(false);
        if (answer is not Answer<TradeVolumeInfo>.Success success)
        {
            Unknown(AnswerText.Of(answer));
            return null;
        }

        if (success.Value.FeesOf(pair.Names.Id) is not { Taker: >= 0 and < 1 } rates)
        {
            Unknown("no rate for the pair in the answer");
            return null;
        }

        // Flat: what is traded on paper does not add to the account's volume. A rebate for makers is none for takers.
        var tier = new FeeTier(FromVolume: 0, Math.Clamp(rates.Maker, 0, rates.Taker), rates.Taker);
        return new FeeSchedule("the account's own, by TradeVolume", [tier]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Fee: {Rate} of each fill{Tiers} ({Source})")]
    private partial void Fee(string rate, string tiers, string source);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kraken does not tell the account's own fees: {Reason}")]
    private partial void Unknown(string reason);
}

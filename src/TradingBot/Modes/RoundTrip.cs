using TradingBot.Reports;

namespace TradingBot.Modes;

/// <summary>What it costs to buy and to sell again.</summary>
internal static class RoundTrip
{
    /// <summary>Says that a take-profit closes trades at a loss.</summary>
    /// <returns>Null where it does not, or there is none.</returns>
    public static string? Warning(TradeRequest request)
    {
        var gain = request.Settings.Fraction("take-profit");
        var fee = request.Fees.At(0).Rate(isMaker: request.Placing.Rests);
        // (1 + gain)(1 - fee) must be more than 1 + fee.
        if (gain == 0 || (1 + gain) * (1 - fee) > 1 + fee)
            return null;
        return $"take-profit {Text.FeePercent(gain)} does not pay for the fees of buying and selling, twice "
            + $"{Text.FeePercent(fee)}: trades closed at this target lose money";
    }
}

using TradingBot.Core.Accounts;
using TradingBot.Core.Strategies;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>What it costs to buy and to sell again.</summary>
internal static class RoundTrip
{
    /// <summary>Says that a take-profit closes trades at a loss.</summary>
    /// <param name="settings">Has the take-profit.</param>
    /// <param name="fees">Of both fills.</param>
    /// <param name="rests">True where orders rest, and so pay the maker's fee.</param>
    /// <returns>Null where it does not, or there is none.</returns>
    public static string? Warning(StrategySettings settings, FeeSchedule fees, bool rests)
    {
        var gain = settings.Fraction("take-profit");
        var fee = fees.At(0).Rate(isMaker: rests);
        // (1 + gain)(1 - fee) must be more than 1 + fee.
        if (gain == 0 || (1 + gain) * (1 - fee) > 1 + fee)
            return null;
        return $"take-profit {Display.FeePercent(gain)} does not pay for the fees of buying and selling, twice "
            + $"{Display.FeePercent(fee)}: trades closed at this target lose money";
    }
}

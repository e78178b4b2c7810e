using System.Globalization;

namespace TradingBot.Research.Pages.Sections;

/// <summary>The run in a few sentences without a word that only traders know.</summary>
internal static class Verdict
{
    private const double Probable = 0.95;
    private const double Year = 365.25;

    public static string Of(RunPage page)
    {
        var sheet = page.Sheet;
        if (page.Trades.Count + page.Open.Count == 0)
            return "No trade was made.";
        var own = sheet["result", "return"].Value;
        var holding = sheet["against_holding", "holding_return"].Value;
        var made = $"{(own < 0 ? "Lost" : "Made")} {PageNumber.Percent(Math.Abs(own))} in {Length(page)}; holding "
            + $"{(holding < 0 ? "lost" : "made")} {PageNumber.Percent(Math.Abs(holding))}. ";
        return made + Fall(page) + Luck(own, holding, sheet["validity", "psr_0"].Value);
    }

    /// <summary>True from the usual 95 % on.</summary>
    /// <param name="chance">That the true Sharpe is above 0; NaN: not computable.</param>
    public static bool IsProbable(double chance) => chance >= Probable;

    /// <inheritdoc cref="IsProbable"/>
    public static string LuckWord(double chance) =>
        double.IsNaN(chance) ? "Unknown" : IsProbable(chance) ? "Probably" : "Not shown";

    private static string Length(RunPage page)
    {
        var days = (page.Performance.End - page.Performance.Start) / 86_400.0;
        return days >= 2 * Year
            ? $"{PageNumber.Decimals(days / Year, 1)} years"
            : string.Create(CultureInfo.InvariantCulture, $"{days:0.#} {(days == 1 ? "day" : "days")}");
    }

    private static string Fall(RunPage page)
    {
        var fall = page.Performance.Drawdown;
        if (fall.Depth <= 0)
            return "It never stood below its peak. ";
        var held = page.Sheet["against_holding", "holding_maximum_drawdown"].Value;
        var since = DateTime.UnixEpoch.AddSeconds(fall.Peak).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return $"At worst it stood {PageNumber.Percent(fall.Depth)} below its peak "
            + (double.IsFinite(held) ? $"(holding: {PageNumber.Percent(held)})" : $"of {since}")
            + (fall.Recovered ? " and has recovered. " : $" and has not recovered since {since}. ");
    }

    private static string Luck(double own, double holding, double chance)
    {
        if (own <= 0)
            return own < holding ? "Doing nothing would have been better." : "Holding would have lost more.";
        var less = own < holding;
        if (double.IsNaN(chance))
            return "That is too short to tell luck from skill.";
        return IsProbable(chance)
            ? $"The profit is probably not luck{(less ? ", but it paid less than holding" : "")}."
            : $"The profit may be luck{(less ? ", and it paid less than holding" : "")}.";
    }
}

using System.Globalization;
using TradingBot.Input;

namespace TradingBot.Notifications;

/// <summary>Figures of notices as text, the same on every machine.</summary>
internal static class NoticeText
{
    /// <summary>With its sign, also a plus.</summary>
    public static string Signed(decimal money) => (money < 0 ? "" : "+") + Display.Money(money);

    /// <summary>Signed, two decimals.</summary>
    public static string Percent(double fraction) =>
        fraction.ToString("+0.00 %;-0.00 %;0.00 %", CultureInfo.InvariantCulture);

    /// <summary><c>2018-04-13</c></summary>
    public static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>14:54</c></summary>
    public static string Minute(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

using TradingBot.Input;
using TradingBot.Reports;

namespace TradingBot.Tests.Reports;

public class LedgerColoursTests
{
    private const string Closed =
        "2018-04-13 14:54:50 / 2018-04-15 11:08:10 O534UO-LTVCP-6NNUMC BUY 0.002 @ 8121.2 = $16.2424 "
        + "OSR3G5-THKZ5-CYHFVJ CLOSED Exit Price: 8364.2 P/L:  $";

    [Theory]
    [InlineData("0.4003 | $242.91428 (2.905%)", "32")]
    [InlineData("-0.5717 | $242.91428 (-2.992%)", "31")]
    [InlineData("0 | $0 (0%)", "37")]
    public void A_closed_trade_is_purple_red_cyan_and_its_profit_green_red_or_white(string profit, string colour) =>
        LedgerColours.Paint(Closed + profit).Should().Be(
            "\e[0;35m2018-04-13 14:54:50 / 2018-04-15 11:08:10 O534UO-LTVCP-6NNUMC \e[0;31mBUY\e[0;36m 0.002 @ 8121.2 = $16.2424"
            + $"\e[0;35m OSR3G5-THKZ5-CYHFVJ CLOSED Exit Price: 8364.2 P/L: \e[0;{colour}m ${profit}\e[0m");

    [Theory]
    [InlineData("2018-04-13 14:54:50 / ---------- --:--:-- O5 ", "BUY", " 0.002 @ 8121.2 = $16.2424", " - OPEN Exit Price: -")]
    [InlineData("---------- --:--:-- / ---------- --:--:-- O5 ", "SELL", " 0.002 @ 8121.2 = CHF 16.2424", " - PENDING Exit Price: -")]
    public void One_that_is_open_or_rests_has_no_profit_to_paint(string head, string side, string deal, string tail) =>
        LedgerColours.Paint(head + side + deal + tail)
            .Should().Be($"\e[0;35m{head}\e[0;31m{side}\e[0;36m{deal}\e[0;35m{tail}\e[0m");

    [Fact]
    public void Any_other_line_stays_as_it_is() =>
        LedgerColours.Paint(" Open: 1 Close: None High: 1 Low: 1 Current: 1").Should().NotContain("\e");

    [Theory]
    [InlineData("NO_COLOR", "1", false)]
    [InlineData("NO_COLOR", "", true)]
    [InlineData("TERM", "dumb", false)]
    [InlineData("TERM", "xterm-256color", true)]
    public void Who_asks_for_plain_text_gets_it(string variable, string value, bool isAllowed) =>
        Ansi.IsAllowed(name => name == variable ? value : null).Should().Be(isAllowed);

    [Fact]
    public void What_is_not_the_console_gets_no_colours()
    {
        using var output = new StringWriter();

        Ansi.IsWanted(output, _ => null).Should().BeFalse();
    }
}

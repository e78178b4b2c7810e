using TradingBot.Reports;

namespace TradingBot.Tests.Reports;

public sealed class BotIdTests
{
    [Theory]
    [InlineData("Localbot", 320)]
    [InlineData("Itchbot", 538)]
    [InlineData("", 0)]
    public void A_bot_has_the_number_it_had_in_the_original(string name, int expected) =>
        BotId.Of(name).Should().Be(expected);
}

using TradingBot.Kraken;

namespace TradingBot.Tests.Kraken;

public class KrakenErrorTests
{
    [Theory]
    [InlineData("EAPI:Invalid key", "NotDone", "Never", true)]
    [InlineData("EAPI:Invalid signature", "NotDone", "Never", true)]
    [InlineData("EGeneral:Permission denied", "NotDone", "Never", true)]
    [InlineData("EAccount:Invalid permissions", "NotDone", "Never", true)]
    [InlineData("EAuth:Account temporary disabled", "NotDone", "Never", true)]
    [InlineData("EGeneral:Temporary lockout", "NotDone", "Never", true)]
    [InlineData("EAPI:Invalid nonce", "NotDone", "OnceWithNewNonce", false)]
    [InlineData("EAPI:Rate limit exceeded", "NotDone", "AfterPause", false)]
    [InlineData("EGeneral:Too many requests", "NotDone", "AfterPause", false)]
    [InlineData("EService:Throttled: 1700000000", "NotDone", "AfterPause", false)]
    [InlineData("EService: Throttled", "NotDone", "AfterPause", false)]
    [InlineData("EGeneral:Invalid arguments:ordertype", "NotDone", "Never", false)]
    [InlineData("EGeneral:Invalid arguments", "NotDone", "Never", false)]
    [InlineData("EGeneral:Invalid arguments:cl_ord_id not unique", "EarlierOrderIsOpen", "Never", false)]
    [InlineData("EQuery:Unknown asset pair", "NotDone", "Never", false)]
    [InlineData("EOrder:Insufficient funds", "NotDone", "Never", false)]
    [InlineData("EOrder:Margin allowance exceeded", "NotDone", "Never", false)]
    [InlineData("EOrder:Reduce only:No position exists", "NotDone", "Never", false)]
    [InlineData("EOrder:Post only order", "NotDone", "Never", false)]
    [InlineData("EOrder:Rate limit exceeded", "NotDone", "AfterDecay", false)]
    [InlineData("EOrder:Domain rate limit exceeded", "NotDone", "AfterDecay", false)]
    [InlineData("EOrder:Unknown order", "OrderIsGone", "Never", false)]
    [InlineData("EOrder:Invalid order", "OrderIsGone", "Never", false)]
    [InlineData("EService:Market in cancel_only mode", "NotDone", "WhenStatusChanges", false)]
    [InlineData("EService:Unavailable", "Unknown", "WithBackoff", false)]
    [InlineData("EService:Busy", "Unknown", "WithBackoff", false)]
    [InlineData("EService:Timeout", "Unknown", "WithBackoff", false)]
    [InlineData("EGeneral:Internal error:8f3a", "Unknown", "WithBackoff", false)]
    [InlineData("EService:Deadline elapsed", "Unknown", "Never", false)]
    [InlineData("ESession:Invalid session", "NotDone", "WithNewToken", false)]
    [InlineData("Token(s) not found", "NotDone", "WithNewToken", false)]
    [InlineData("Currency pair not supported WWW/USD", "NotDone", "Never", false)]
    [InlineData("EOrder:Something nobody has heard of", "Unknown", "Never", false)]
    [InlineData("", "Unknown", "Never", false)]
    public void An_error_proves_what_the_table_says(string text, string effect, string retry, bool isFatal)
    {
        var error = KrakenErrors.Read(text);
        (error.Effect.ToString(), error.Retry.ToString(), error.IsFatal, error.Text)
            .Should().Be((effect, retry, isFatal, text));
    }

    [Fact]
    public void A_throttle_names_the_instant_to_wait_for() =>
        KrakenErrors.Read("EService:Throttled: 1700000000").RetryAt
            .Should().Be(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc));

    [Fact]
    public void Of_several_errors_the_one_that_leaves_most_open_decides() =>
        KrakenErrors.Read(["EOrder:Insufficient funds", "EService:Unavailable"]).Effect
            .Should().Be(ErrorEffect.Unknown);

    [Theory]
    [InlineData(429, "NotDone", "AfterPause")]
    [InlineData(403, "NotDone", "Never")]
    [InlineData(404, "NotDone", "Never")]
    [InlineData(408, "Unknown", "WithBackoff")]
    [InlineData(301, "Unknown", "WithBackoff")]
    [InlineData(500, "Unknown", "WithBackoff")]
    [InlineData(502, "Unknown", "WithBackoff")]
    [InlineData(520, "Unknown", "WithBackoff")]
    public void A_status_proves_what_the_table_says(int status, string effect, string retry)
    {
        var error = KrakenErrors.ReadStatus(status);
        (error.Effect.ToString(), error.Retry.ToString()).Should().Be((effect, retry));
    }

    [Fact]
    public void Every_row_of_the_table_finds_itself() =>
        KrakenErrors.Known.Should().OnlyHaveUniqueItems()
            .And.AllSatisfy(text => KrakenErrors.Read(text).Text.Should().Be(text));
}

using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Tests.Kraken;

public class KrakenErrorTests
{
    [Theory]
    [InlineData("EAPI:Invalid key", "ThisCopyRefused", "Never", true)]
    [InlineData("EAPI:Invalid signature", "ThisCopyRefused", "Never", true)]
    [InlineData("EGeneral:Permission denied", "ThisCopyRefused", "Never", true)]
    [InlineData("EAccount:Invalid permissions", "NotDone", "Never", true)]
    [InlineData("EAuth:Account temporary disabled", "ThisCopyRefused", "Never", true)]
    [InlineData("EGeneral:Temporary lockout", "ThisCopyRefused", "Never", true)]
    [InlineData("EAPI:Invalid nonce", "ThisCopyRefused", "OnceWithNewNonce", false)]
    [InlineData("EAPI:Rate limit exceeded", "ThisCopyRefused", "AfterPause", false)]
    [InlineData("EGeneral:Too many requests", "ThisCopyRefused", "AfterPause", false)]
    [InlineData("EService:Throttled: 1700000000", "ThisCopyRefused", "AfterPause", false)]
    [InlineData("EService: Throttled", "ThisCopyRefused", "AfterPause", false)]
    [InlineData("EGeneral:Invalid arguments:ordertype", "NotDone", "Never", false)]
    [InlineData("EGeneral:Invalid arguments", "ThisCopyRefused", "Never", false)]
    [InlineData("EGeneral:Invalid arguments:cl_ord_id not unique", "EarlierOrderIsOpen", "Never", false)]
    [InlineData("EQuery:Unknown asset pair", "NotDone", "Never", false)]
    [InlineData("EOrder:Insufficient funds", "ThisCopyRefused", "Never", false)]
    [InlineData("EOrder:Margin allowance exceeded", "ThisCopyRefused", "Never", false)]
    [InlineData("EOrder:Reduce only:No position exists", "ThisCopyRefused", "Never", false)]
    [InlineData("EOrder:Post only order", "ThisCopyRefused", "Never", false)]
    [InlineData("EOrder:Rate limit exceeded", "ThisCopyRefused", "AfterDecay", false)]
    [InlineData("EOrder:Domain rate limit exceeded", "ThisCopyRefused", "AfterDecay", false)]
    [InlineData("EOrder:Unknown order", "OrderIsGone", "Never", false)]
    [InlineData("EOrder:Invalid order", "OrderIsGone", "Never", false)]
    [InlineData("EService:Market in cancel_only mode", "ThisCopyRefused", "WhenStatusChanges", false)]
    [InlineData("EService:Unavailable", "Unknown", "WithBackoff", false)]
    [InlineData("EService:Busy", "Unknown", "WithBackoff", false)]
    [InlineData("EService:Timeout", "Unknown", "WithBackoff", false)]
    [InlineData("EGeneral:Internal error:8f3a", "Unknown", "WithBackoff", false)]
    [InlineData("EService:Deadline elapsed", "Unknown", "Never", false)]
    [InlineData("ESession:Invalid session", "ThisCopyRefused", "WithNewToken", false)]
    [InlineData("Token(s) not found", "ThisCopyRefused", "WithNewToken", false)]
    [InlineData("Currency pair not supported WWW/USD", "NotDone", "Never", false)]
    [InlineData("EOrder:Trading agreement required", "NotDone", "Never", false)]
    [InlineData("EOrder:Something nobody has heard of", "NotDone", "Never", false)]
    [InlineData("eorder: Something nobody has heard of", "NotDone", "Never", false)]
    [InlineData("EQuery:Something nobody has heard of", "NotDone", "Never", false)]
    [InlineData("EFunding:Something nobody has heard of", "NotDone", "Never", false)]
    [InlineData("EAccount:Something nobody has heard of", "NotDone", "Never", false)]
    [InlineData("EService:Something nobody has heard of", "Unknown", "Never", false)]
    [InlineData("EGeneral:Something nobody has heard of", "Unknown", "Never", false)]
    [InlineData("EAPI:Something nobody has heard of", "Unknown", "Never", false)]
    [InlineData("ENew:Something nobody has heard of", "Unknown", "Never", false)]
    [InlineData("EOrder", "Unknown", "Never", false)]
    [InlineData("Something about EOrder: nobody knows", "Unknown", "Never", false)]
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
    [InlineData("EGeneral:Invalid arguments:volume", "EAPI:Invalid nonce")]
    [InlineData("EOrder:Unknown order", "EAPI:Rate limit exceeded")]
    public void A_proof_beside_a_refusal_of_one_copy_is_no_proof(string proof, string refusal) =>
        KrakenErrors.Read([proof, refusal]).Text.Should().Be(refusal);

    [Theory]
    [InlineData(429, "ThisCopyRefused", "AfterPause")]
    [InlineData(403, "ThisCopyRefused", "Never")]
    [InlineData(404, "ThisCopyRefused", "Never")]
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

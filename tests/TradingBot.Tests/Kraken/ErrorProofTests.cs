using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

/// <summary>
/// Every row of the error table, held against one question: does this answer to a write prove that no other copy of the
/// same request was or will be done? A copy may have come before it or may come after it, until the deadline.
/// </summary>
public class ErrorProofTests
{
    private const string Open = "Unknown";
    private const string Proof = "Rejected";

    private static readonly string[] RefusedCopies =
    [
        // Of who asks and how often: the copy before it may have been let in.
        "EAPI:Invalid key",
        "EAPI:Invalid signature",
        "EAPI:Invalid nonce",
        "EAPI:Invalid token",
        "EAPI:Rate limit exceeded",
        "EAPI:Feature disabled",
        "EAPI:Bad request",
        "EAuth:Account temporary disabled",
        "EAuth:Account unconfirmed",
        "EAuth:Rate limit exceeded",
        "EAuth:Too many requests",
        "EGeneral:Permission denied",
        "EGeneral:Too many requests",
        "EGeneral:Temporary lockout",
        "EService:Throttled",
        "ESession:Invalid session",
        "EBM:limit exceeded:CAL",
        "Token(s) not found",
        "Exceeded msg rate",
        // Of when: another copy may have met its deadline, or another mode of the market.
        "EGeneral:Invalid arguments",
        "EGeneral:Invalid arguments:deadline",
        "EGeneral:Invalid arguments:expiretm",
        "EService:Market in cancel_only mode",
        "EService:Market in post_only mode",
        // Of the account: the copy before it took the funds, the last place, the position that was to be reduced.
        "EOrder:Insufficient funds",
        "EOrder:Insufficient margin",
        "EOrder:Margin allowance exceeded",
        "EOrder:Orders limit exceeded",
        "EOrder:Positions limit exceeded",
        "EOrder:Scheduled orders limit exceeded",
        "EOrder:Reduce only:No position exists",
        "EOrder:Rate limit exceeded",
        "EOrder:Domain rate limit exceeded",
        "ETrade:Locked",
        "ETrade:Invalid request",
        // Of the market's price, which another copy met at another moment.
        "EOrder:Cost minimum not met",
        "EOrder:Invalid price",
        "EOrder:Post only order",
    ];

    // What is open for a write is open for a read too.
    private static readonly (string Error, string Proves)[] Others =
    [
        ("EService:Deadline elapsed", Open),
        // Of what the request says: every copy says the same.
        ("EGeneral:Invalid arguments:ordertype", Proof),
        ("EGeneral:Invalid arguments:type", Proof),
        ("EGeneral:Invalid arguments:pair", Proof),
        ("EGeneral:Invalid arguments:volume", Proof),
        ("EGeneral:Invalid arguments:leverage", Proof),
        ("EGeneral:Invalid arguments:oflags", Proof),
        ("EGeneral:Invalid arguments:timeinforce", Proof),
        ("EGeneral:Invalid arguments:cl_ord_id", Proof),
        ("EGeneral:Unknown method", Proof),
        ("EQuery:Unknown asset pair", Proof),
        ("EAccount:Invalid permissions", Proof),
        ("EOrder:Order minimum not met", Proof),
        ("EOrder:Tick size check failed", Proof),
        ("EOrder:Trading agreement required", Proof),
        ("Currency pair not supported", Proof),
        ("Subscription name invalid", Proof),
        ("Unsupported event", Proof),
        ("Unsupported field", Proof),
        ("Symbol(s) not found", Proof),
        // What nobody has heard of, in a category that refuses for what the request says.
        ("EOrder:Something new", Proof),
        ("EQuery:Something new", Proof),
        ("EFunding:Something new", Proof),
        ("EAccount:Something new", Proof),
        // They tell of an order: which one, and how it ended, is asked for.
        ("EGeneral:Invalid arguments:cl_ord_id not unique", Proof),
        ("EOrder:Unknown order", Proof),
        ("EOrder:Invalid order", Proof),
        // The exchange in trouble, and what nobody has heard of.
        ("EGeneral:Internal error", Open),
        ("EService:Unavailable", Open),
        ("EService:Busy", Open),
        ("EService:Timeout", Open),
        ("EService:Something new", Open),
        ("EGeneral:Something new", Open),
        ("EAPI:Something new", Open),
        ("refused without a reason", Open),
    ];

    /// <summary>The words, what they mean for a read, what they mean for a write.</summary>
    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var error in RefusedCopies)
                rows.Add(error, Proof, Open);
            foreach (var (error, proves) in Others)
                rows.Add(error, proves, proves);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_error_proves_by_rest_what_its_row_says(string error, string read, string write)
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Error(error)));
        var cancel = new OrderReference(
            TestKraken.Listed.Instrument, Guid.Parse("11111111-2222-4333-8444-555555555555"));

        var reading = kraken.Time.RunAsync(kraken.Account.BalanceExAsync(CancellationToken.None));
        KindOf(await reading).Should().Be(read);
        var adding = kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        KindOf(await kraken.Time.RunAsync(adding)).Should().Be(write, "a pause may come first");
        var cancelling = kraken.Orders.CancelOrderAsync(TestKraken.Pair, cancel, CancellationToken.None);
        KindOf(await kraken.Time.RunAsync(cancelling)).Should().Be(write);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_error_proves_by_socket_what_its_row_says(string error, string read, string write)
    {
        var request = new SocketRequest(1, []);
        request.Answered(new Acknowledgement { IsSuccess = false, Error = error });

        var answer = await request.Answer;

        KindOf(answer).Should().Be(write, $"a request by socket changes something, whatever a read learns ({read})");
        if (answer is Answer<Acknowledgement>.Unknown unknown)
            unknown.Error!.Text.Should().Be(error);
    }

    [Fact]
    public void Every_row_of_the_table_is_asked_the_question() =>
        KrakenErrors.Known.Should().OnlyContain(
            known => Rows.Any(row => ((string)row[0]).StartsWith(known, StringComparison.Ordinal)));

    [Theory]
    [InlineData(400, Proof)]
    [InlineData(401, Proof)]
    [InlineData(403, Proof)]
    [InlineData(404, Proof)]
    [InlineData(408, Open)]
    [InlineData(429, Proof)]
    [InlineData(302, Open)]
    [InlineData(500, Open)]
    [InlineData(503, Open)]
    public async Task No_status_of_a_gateway_proves_anything_about_a_write(int status, string read)
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Answer("<html>", status)));

        KindOf(await kraken.Time.RunAsync(kraken.Account.BalanceExAsync(CancellationToken.None))).Should().Be(read);
        var adding = kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        KindOf(await kraken.Time.RunAsync(adding)).Should().Be(Open);
    }

    [Fact]
    public async Task An_order_that_is_only_checked_changes_nothing_so_a_refusal_is_one()
    {
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Error("EGeneral:Permission denied")));

        var answer = await kraken.Orders.AddOrderAsync(
            TestKraken.MarketBuy().AtKraken(isValidatedOnly: true), CancellationToken.None);

        answer.Should().BeOfType<Answer<OrderPlaced>.Rejected>().Which.Error.IsFatal.Should().BeTrue();
    }

    private static string KindOf<T>(Answer<T> answer) => answer.GetType().Name.Split('`')[0];
}

using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Tests.Exchanges;

/// <summary>
/// Three outcomes of a write: accepted, refused with proof, unknown. The last is settled by asking for our own id, and
/// nothing is ever sent twice; only reads are.
/// </summary>
public class OutcomeContractTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string, bool, Fault> WriteFaults => VenuesUnderTest.EachWay(Enum.GetValues<Fault>());

    public static TheoryData<string, Fault> PassingFaults => VenuesUnderTest.Each(
        Fault.AnswerLost, Fault.ServerError, Fault.Maintenance, Fault.NonceRefused, Fault.RateLimited);

    /// <summary>What it proves.</summary>
    internal static ExchangeError? ErrorOf<T>(Answer<T> answer) => answer switch
    {
        Answer<T>.Rejected rejected => rejected.Error,
        Answer<T>.Unknown unknown => unknown.Error,
        _ => null,
    };

    /// <summary>An order below the pair's minimum volume.</summary>
    internal static NewOrder TooSmall(ExchangeSession session) => session.AtMarket() with
    {
        Volume = session.Instrument.RoundVolumeDown(session.Instrument.MinimumVolume / 2),
    };

    [Theory]
    [MemberData(nameof(WriteFaults))]
    public async Task Whatever_goes_wrong_with_an_order_it_is_sent_once_and_our_id_settles_it(
        string venue, bool listens, Fault fault)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync();
        session.Offline.Break(fault, Call.Place, times: 0);

        var answer = await session.PlaceAsync(order);

        session.Offline.Happened.Should().Be(1, "an order is sent once");
        if (answer is not Answer<string>.Success || fault != Fault.ArrivesTwice)
            answer.Should().BeOfType<Answer<string>.Unknown>("no fault of the way proves anything");
        var report = await session.SettleAsync(order);
        var isThere = fault is Fault.AnswerLost or Fault.ArrivesTwice or Fault.ServerErrorAfterEffect;
        session.Offline.Orders.Select(real => real.ClientId)
            .Should().Equal(isThere ? [(Guid?)order.ClientOrderId] : []);
        (report?.ExchangeId, report?.Status).Should().Be(isThere
            ? (session.Offline.Orders[0].Id, ReportedStatus.Open)
            : (null, null));
    }

    [Theory]
    [MemberData(nameof(WriteFaults))]
    public async Task After_a_fault_the_next_order_is_taken(string venue, bool listens, Fault fault)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        session.Offline.Break(fault, Call.Place);
        await session.PlaceAsync(await session.RestingAsync());
        session.Offline.Repair();
        var next = await session.RestingAsync();

        var id = await session.AcceptedAsync(next);

        (await session.FindAsync(next, OrderList.ById, id))!.Status.Should().Be(ReportedStatus.Open);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_is_wrong_in_itself_is_refused_with_proof(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = TooSmall(session);

        var error = (await session.PlaceAsync(order)).Should().BeOfType<Answer<string>.Rejected>().Which.Error;

        (error.Effect, error.Retry, error.IsFatal).Should().Be((ErrorEffect.NotDone, RetryAdvice.Never, false));
        error.Text.Should().NotBeEmpty();
        (await session.SettleAsync(order)).Should().BeNull();
        session.Offline.Orders.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task An_order_that_the_account_cannot_pay_leaves_no_order(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync() with { Volume = 1_000_000 };

        var answer = await session.PlaceAsync(order);

        answer.Should().NotBeOfType<Answer<string>.Success>();
        ErrorOf(answer)!.IsFatal.Should().BeFalse("with more money it would pass");
        (await session.SettleAsync(order)).Should().BeNull();
        session.Offline.Orders.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task A_cancel_whose_answer_is_lost_is_unknown_and_was_done(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync();
        await session.AcceptedAsync(order);
        session.Offline.Break(Fault.AnswerLost, Call.Cancel);

        (await session.CancelAsync(order)).Should().BeOfType<Answer<string>.Unknown>();

        (await session.SettleAsync(order))!.Status.Should().Be(ReportedStatus.Canceled);
        (await session.CancelAsync(order)).Should().BeOfType<Answer<string>.Rejected>()
            .Which.Error.Effect.Should().Be(ErrorEffect.OrderIsGone);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Ways), MemberType = typeof(VenuesUnderTest))]
    public async Task A_cancel_that_meets_a_servers_error_is_sent_once_and_the_order_rests(string venue, bool listens)
    {
        await using var session = await ExchangeSession.StartAsync(venue, listens);
        var order = await session.RestingAsync();
        await session.AcceptedAsync(order);
        session.Offline.Break(Fault.ServerError, Call.Cancel, times: 0);

        (await session.CancelAsync(order)).Should().BeOfType<Answer<string>.Unknown>();

        session.Offline.Happened.Should().Be(1);
        (await session.SettleAsync(order))!.Status.Should().Be(ReportedStatus.Open);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_read_is_repeated_until_what_went_wrong_has_passed(string venue, Fault fault)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        session.Offline.Break(fault, Call.Balances, times: fault == Fault.NonceRefused ? 1 : 2);

        var balances = await session.BalancesAsync();

        (balances.Base, balances.Quote).Should().Be(session.Offline.Balances);
        session.Offline.Happened.Should().Be(fault == Fault.NonceRefused ? 1 : 2);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_public_read_is_repeated_too(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        session.Offline.Break(Fault.ServerError, Call.Time, times: 2);

        await session.ValueAsync(session.Market.TimeAsync(None));

        session.Offline.Happened.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_read_that_stays_without_an_answer_ends_and_has_learned_nothing(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        session.Offline.Break(Fault.ServerError, Call.Balances, times: 0);

        var answer = await session.AskAsync(session.Account.BalancesAsync(session.Instrument, None));

        answer.Should().BeOfType<Answer<PairBalances>.Unknown>();
        session.Offline.Happened.Should().BeInRange(2, 10);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_read_that_is_refused_for_the_key_is_not_repeated_and_needs_a_person(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        session.Offline.Break(Fault.SignatureRefused, Call.Balances, times: 0);

        var answer = await session.AskAsync(session.Account.BalancesAsync(session.Instrument, None));

        ErrorOf(answer)!.IsFatal.Should().BeTrue();
        session.Offline.Happened.Should().Be(1);
    }
}

using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>A mistake in any task of a bot ends the bot with its reason; none is lost with its task.</summary>
public class SupervisedTasksTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30); // ends a test that hangs, decides nothing

    private static readonly Instrument Pair = TestKraken.Listed.Instrument;

    [Fact]
    public async Task A_live_feed_that_can_no_longer_ask_what_is_missing_ends_although_its_stream_goes_on()
    {
        var time = new ManualTime();
        var market = Planted.In<IMarketData>(nameof(IMarketData.TradesAsync), Answer);
        var stream = Planted.In<IMarketStream>("", (method, arguments) => method.Name == nameof(IMarketStream.RunAsync)
            ? UntilCancelled((CancellationToken)arguments[0]!)
            : false);

        var feed = new StreamFeed(stream, TapeOn(market, time), time, NullLogger<StreamFeed>.Instance);
        await EndsAsync(time, feed, nameof(IMarketData.TradesAsync));
    }

    [Theory]
    [InlineData(nameof(IMarketData.TickerAsync))]
    [InlineData(nameof(IMarketData.TradesAsync))]
    [InlineData(nameof(IMarketData.BookAsync))]
    public async Task A_feed_by_REST_ends_with_whichever_of_its_questions_fails(string question)
    {
        var time = new ManualTime();
        var market = Planted.In<IMarketData>(question, Answer);
        var feed = new PolledFeed(
            Pair, TapeOn(market, time), market, TimeSpan.FromSeconds(1), time, NullLogger<PolledFeed>.Instance);
        feed.TryShowBook(_ => { });

        await EndsAsync(time, feed, question);
    }

    [Theory]
    [InlineData(nameof(IAccount.PlaceAsync))]
    [InlineData(nameof(IAccount.CancelAsync))]
    [InlineData(nameof(IAccount.FindAsync))]
    [InlineData(nameof(IAccount.BalancesAsync))]
    [InlineData(nameof(IAccount.ChangesAsync))]
    [InlineData(nameof(IAccount.CancelAllAfterAsync))]
    public async Task Whatever_the_gateway_asks_of_the_account_a_mistake_in_it_ends_the_bot(string call)
    {
        var events = new EngineQueue();
        var account = Planted.In<IAccount>(call, (_, _) => throw new NotSupportedException());
        var shared = new SharedAccount(NullLoggerFactory.Instance);
        var member = new AccountMember(shared, "bot", shared.SwitchOf(account));
        await using (var gateway = new OrderGateway(
            Pair, account, null, events, () => DateTime.UnixEpoch, NullLogger<OrderGateway>.Instance, member))
            Ask(gateway, call);

        await events.Reader.Completion.Awaiting(end => end.WaitAsync(Guard))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage($"planted in {call}");
    }

    private static void Ask(OrderGateway gateway, string call)
    {
        var id = Guid.NewGuid();
        switch (call)
        {
            case nameof(IAccount.PlaceAsync):
                gateway.CarryOut(new OrderCommand.Submit(id, Orders.Buying(0.01m), DateTime.UnixEpoch.AddMinutes(1)));
                break;
            case nameof(IAccount.CancelAsync):
                gateway.CarryOut(new OrderCommand.Cancel(id, "O-1"));
                break;
            case nameof(IAccount.FindAsync):
                gateway.CarryOut(new OrderCommand.Find(id, 1, OrderList.Open, DateTime.UnixEpoch, null));
                break;
            case nameof(IAccount.BalancesAsync):
                gateway.Ask(new AccountQuestion.Balances(1));
                break;
            case nameof(IAccount.ChangesAsync):
                gateway.Ask(new AccountQuestion.Entries(1, DateTime.UnixEpoch));
                break;
            default:
                gateway.Advance(isResting: true);
                break;
        }
    }

    private static async Task EndsAsync(ManualTime time, IMarketFeed feed, string question)
    {
        var running = feed.RunAsync(CancellationToken.None);
        var turns = 0;
        while (!running.IsCompleted && turns++ < 1_000_000)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await running.Awaiting(end => end.WaitAsync(Guard))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage($"planted in {question}");
    }

    /// <summary>It knows the exchange's time, so that the end of a candle makes it ask.</summary>
    private static CandleTape TapeOn(IMarketData market, TimeProvider time)
    {
        var tape = new CandleTape(
            Pair, new Timeframe(1), market, new EngineQueue(), time, NullLogger<CandleTape>.Instance);
        tape.Stamped(time.GetUtcNow().UtcDateTime);
        return tape;
    }

    private static async Task UntilCancelled(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellation.Register(ended.SetResult);
        await ended.Task;
    }

    /// <summary>The exchange is out of order and says so.</summary>
    private static object? Answer(MethodInfo method, object?[] arguments)
    {
        var answer = method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];
        var unknown = Activator.CreateInstance(typeof(Answer<>.Unknown).MakeGenericType(answer), "out of order", null);
        return typeof(Task).GetMethod(nameof(Task.FromResult))!
            .MakeGenericMethod(typeof(Answer<>).MakeGenericType(answer))
            .Invoke(null, [unknown]);
    }
}

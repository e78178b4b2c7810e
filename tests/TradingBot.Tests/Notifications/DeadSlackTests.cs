using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Notifications;
using TradingBot.Storage;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Notifications;

/// <summary>The whole loop, journal included, with Slack dead in every way and without Slack.</summary>
public class DeadSlackTests
{
    private const int Candles = 120;

    [Theory]
    [InlineData("hangs")]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("error invalid_auth")]
    [InlineData("ok")]
    public async Task Whatever_Slack_does_each_order_and_each_event_is_as_without_it(string slack)
    {
        var without = Trade(notices: null);
        var queue = new NoticeQueue(capacity: 3, Severity.Info);
        using var network = new SlackNetwork(new ManualTime(), slack);
        using var sender = new SlackSender(
            network.Client(), NoticeStory.Options, queue, new ManualTime(), NullLogger<SlackSender>.Instance);
        await sender.StartAsync(CancellationToken.None);

        var with = Trade(queue);

        with.Should().Equal(without);
        without.Count(line => line.StartsWith("submit ", StringComparison.Ordinal)).Should().BeGreaterThan(Candles / 2);
        await network.Seen(1); // Slack has been spoken to
    }

    /// <summary>Events, what was sent and what became of it, in their order.</summary>
    private static List<string> Trade(NoticeQueue? notices)
    {
        using var bot = new StoredBot();
        using var database = bot.Open();
        var trader = new Trader(
            Backtests.Setup(NoticedSession.UpAndDown),
            new OrderRules(),
            new BreakerLimits(),
            database.Journal.Begin(StoredBot.Time, "{}"));
        database.Journal.Commit(trader);
        IBotFollower[] followers = notices is null ? [] : [new SessionNotices(FollowedTrader.Profile, notices.Add)];
        var reporter = FollowedTrader.Reporter(trader, followers);
        var gateway = new Gateway();
        var queue = new EngineQueue().Reader;
        var loop = new TradingLoop(trader, queue, database.Journal, gateway, reporter, TimeProvider.System);
        reporter.Begin();
        for (var i = 0; i < Candles; i++)
        {
            var at = StoredBot.Time.AddMinutes(i);
            var rises = i % 3 != 1;
            loop.Take(new EngineEvent.TradePrinted(new Trade((2 * i) + 1, at, 20_000 + i, 1, Side.Buy)));
            loop.Take(new EngineEvent.TradePrinted(new Trade((2 * i) + 2, at.AddSeconds(30), 20_000 + i + (rises ? 5 : -5), 1, Side.Buy)));
            loop.Take(new EngineEvent.Elapsed(at.AddMinutes(1)));
            gateway.Answer(loop, at.AddMinutes(1));
        }

        reporter.End(failure: null);
        database.Journal.End(StoredBot.Time.AddMinutes(Candles));
        return BotReader.Read(bot.Path, reader => gateway.Sent
            .Concat(reader.Attempts().Select(
                attempt => $"{attempt.Number} {attempt.State} {attempt.Cost} {attempt.Fee?.Worth}"))
            .Append($"{reader.LastEvent()}").ToList());
    }

    /// <summary>Fills what is sent, refuses each seventh.</summary>
    private sealed class Gateway : IOrderGateway
    {
        private readonly Queue<OrderCommand.Submit> _waiting = new();

        public List<string> Sent { get; } = [];

        public void CarryOut(OrderCommand command)
        {
            if (command is not OrderCommand.Submit submit)
                return;
            Sent.Add($"submit {submit.Order.Number} {submit.Order.Side} {submit.Order.Volume} {submit.Deadline:O}");
            _waiting.Enqueue(submit);
        }

        public void Ask(AccountQuestion question)
        {
        }

        public void Advance(bool isResting)
        {
        }

        public void Answer(TradingLoop loop, DateTime now)
        {
            while (_waiting.TryDequeue(out var submit))
            {
                var (number, volume) = (submit.Order.Number, submit.Order.Volume);
                if (number % 7 == 0)
                {
                    loop.Take(new EngineEvent.OrderRejected(now, submit.Id, "EOrder:Insufficient funds", MayBeRepeated: false));
                    continue;
                }

                loop.Take(new EngineEvent.OrderAccepted(now, submit.Id, $"O{number}"));
                var cost = volume * submit.Order.Intent.Price;
                loop.Take(new EngineEvent.OrderReported(
                    now, submit.Id, new OrderReport($"O{number}", ReportedStatus.Filled, volume, cost, cost * 0.0026m, null)));
            }
        }
    }
}

using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Notifications;

namespace TradingBot.Tests.Notifications;

/// <summary>Two sessions in which everything happens that somebody is told of.</summary>
internal static class NoticeStory
{
    public static SlackOptions Options { get; } = new() { Channel = "#reporting" };

    /// <summary>Every notice there is, at least once, as Slack gets it.</summary>
    public static IReadOnlyList<byte[]> Messages(SlackOptions? options = null) =>
        [.. Notices().Select((notice, i) => SlackMessage.Of(notice, options ?? Options, dropped: i == 0 ? 3 : 0))];

    private static List<Notice> Notices()
    {
        var paper = new NoticedSession();
        paper.Fill(paper.Candle(7894.1, 7900.2)!, 7900.2m);
        paper.Fill(paper.Candle(8120.5, 8115)!, 8115.5m);
        Refuse(paper);
        Settle(paper, Lose(paper));
        Happen(paper, OperatorCommand.Halt);
        Happen(paper, OperatorCommand.Resume);
        paper.Reconnect(times: 6);
        paper.Fill(paper.Candle(8000, 8010)!, 8010m);
        paper.After(TimeSpan.FromHours(12));
        paper.End();

        var live = new NoticedSession(isLive: true);
        var submit = Lose(live);
        Settle(live, submit);
        live.Happen(new EngineEvent.OrderReported(
            live.Now, submit.Id, new OrderReport("OLATE1-00000-ABCDEF", ReportedStatus.Open, 0, 0, null, null)));
        live.End(new IOException("the disk & its <cable> are full"));
        return [.. paper.Notices, .. live.Notices];
    }

    private static void Refuse(NoticedSession session)
    {
        var refused = session.Candle(8000, 8001)!;
        session.Happen(new EngineEvent.OrderRejected(
            session.Now, refused.Id, "EOrder:Insufficient funds", MayBeRepeated: false));
    }

    /// <summary>The answer to an order is lost, and nobody finds it for a minute.</summary>
    private static OrderCommand.Submit Lose(NoticedSession session)
    {
        var lost = session.Candle(8000, 8002)!;
        session.Happen(new EngineEvent.OutcomeUnknown(session.Now, lost.Id, "no answer within the time limit"));
        session.After(OrderNotices.LongUnknown);
        return lost;
    }

    /// <summary>It is proved not to exist.</summary>
    private static void Settle(NoticedSession session, OrderCommand.Submit lost)
    {
        for (var second = 0; session.Trader.Unsettled.Any(order => order.State == OrderState.Unknown) && second < 300; second++)
        {
            foreach (var find in session.Trader.Commands.OfType<OrderCommand.Find>().ToList())
                session.Happen(new EngineEvent.OrderNotFound(session.Now, lost.Id, find.Look));
            if (!session.Trader.Commands.OfType<OrderCommand.Find>().Any())
                session.After(TimeSpan.FromSeconds(1));
        }
    }

    private static void Happen(NoticedSession session, OperatorCommand wish) =>
        session.Happen(new EngineEvent.OperatorAsked(session.Now, wish));
}
